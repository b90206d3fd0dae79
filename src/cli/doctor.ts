import { CommandError, textOf, type Command, type OptionValues } from './command.js';
import { examine } from './doctor/examine.js';
import { asJson, asText, worst } from './doctor/report.js';
import { settingAttributes } from './doctor/settings.js';
import type { Given } from './doctor/subject.js';

const usualSeconds = 10;

export const doctor: Command = {
  usage: '--page URL [--embedded-in URL] [--script URL] [--json] …',
  summary: 'Looks at a page with Teams Embed from outside, and says what is wrong and how to mend it.',
  options: {
    page: { type: 'string' },
    'embedded-in': { type: 'string' },
    script: { type: 'string' },
    ...Object.fromEntries(settingAttributes.map((name) => [name, { type: 'string' } as const])),
    timeout: { type: 'string' },
    json: { type: 'boolean' },
  },
  help: {
    '--page URL': 'The page. Its <teams-session>, script and headers are read from it.',
    '--embedded-in URL': 'Another page that has it in an <iframe>.',
    '--script URL': 'Where teams-embed.js is, for a page that cannot be read or that has no tag for it.',
    '--client-id ID': 'In place of the attribute of <teams-session>; so do the next five.',
    '--token-url URL': 'In place of token-url.',
    '--redirect-uri URL': 'In place of redirect-uri.',
    '--authority URL': 'In place of authority.',
    '--cloud NAME': 'In place of cloud.',
    '--emulator URL': 'In place of emulator.',
    '--timeout SECONDS': `How long to wait for each answer. Usually ${usualSeconds}.`,
    '--json': 'Print what was found for a program: { page, verdict, findings }.',
  },
  async run(values) {
    const given = read(values);
    const findings = await examine(given);
    console.log(values['json'] === true ? asJson(given.page, findings) : asText(given.page, findings));
    if (worst(findings) === 'failure') process.exitCode = 1;
  },
};

function read(values: OptionValues): Given {
  const page = textOf(values['page']);
  if (page === undefined) throw new CommandError('Say which page to look at: --page https://crm.contoso.com/.', 2);
  const embeddedIn = textOf(values['embedded-in']);
  const script = textOf(values['script']);
  const settings = settingAttributes.flatMap((name) => {
    const text = textOf(values[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    page: readUrl('page', page),
    ...(embeddedIn === undefined ? {} : { embeddedIn: readUrl('embedded-in', embeddedIn) }),
    ...(script === undefined ? {} : { script: readUrl('script', script, page) }),
    settings: Object.fromEntries(settings),
    timeoutMs: readSeconds(textOf(values['timeout'])) * 1000,
  };
}

function readUrl(option: string, text: string, base?: string): string {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new CommandError(`--${option} has to be a URL with http or https, not "${text}".`, 2);
}

function readSeconds(text: string | undefined): number {
  if (text === undefined) return usualSeconds;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 600) return seconds;
  throw new CommandError(`--timeout has to be a number of seconds up to 600, not "${text}".`, 2);
}
