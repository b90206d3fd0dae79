const formats = new Map<string, Intl.DateTimeFormat>();

/** A duration as a clock shows it, such as 01:23 or 1:02:03, in the digits and with the separators of a language. */
export function duration(seconds: number, language: string | undefined): string {
  const hours = seconds >= 3600;
  return format(hours, language).format(Math.max(0, seconds) * 1000);
}

/** A stretch of time since 1970 in UTC is a duration: `Intl.DurationFormat` is not in every browser that we support. */
function format(hours: boolean, language: string | undefined): Intl.DateTimeFormat {
  const key = `${hours}/${language}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, {
    ...(hours ? { hour: 'numeric' as const, hourCycle: 'h23' as const } : {}),
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'UTC',
  });
  formats.set(key, made);
  return made;
}
