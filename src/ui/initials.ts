/** The letters for somebody without a photo: of the first and the last name. Empty for a number, which has no name. */
export function initials(name: string): string {
  const names = name
    .replace(/\(.*?\)/g, '')
    .split(/[\s,]+/)
    .filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [names[0], names.length > 1 ? names.at(-1) : undefined];
  return [first, last].map((word) => (word ? letter(word) : '')).join('');
}

function letter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first ? first.segment.toLocaleUpperCase() : '';
}
