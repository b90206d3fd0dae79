import {
  DEVICE_ERRORS,
  type DeviceMeaning,
  INSECURE,
  OPENING_ERRORS,
} from '../../src/adapters/calling/device-errors.js';
import type { CallEndFacts } from '../../src/adapters/calling/call-outcomes.js';
import { BY_CODE, BY_SUBCODE } from '../../src/adapters/calling/sdk-errors.js';
import type { SdkError } from '../../src/adapters/calling/sdk-error.js';
import * as graph from '../../src/adapters/graph/graph-errors.js';
import { BY_ENTRA_NUMBER } from '../../src/adapters/msal/entra-errors.js';
import { BY_WORD as MSAL_WORDS } from '../../src/adapters/msal/msal-errors.js';
import * as tokenService from '../../src/adapters/token-service/refusals.js';
import { en } from '../../src/locales/en.js';
import { ERRORS, type TeamsErrorCode } from '../../src/model/error-codes.js';
import type { Meaning } from '../../src/model/meaning.js';

// Collects what the adapters say of foreign errors into one document, for people who look for what they have seen.

const codes = Object.keys(ERRORS) as TeamsErrorCode[];

/** One row of the document. */
type Cells = readonly [seen: string, code: string, category: string, read: string, hint: string];

function cellsOf(seen: string, { code, camera, hint }: DeviceMeaning): Cells {
  const all = [...new Set([code, camera ?? code])];
  return [seen, inCode(all), each(all, 'category'), each(all, 'userMessage'), hint];
}

/** How a call ends with a code: before the answer and after it, in both directions, with a Teams user and a phone. */
const SITUATIONS: readonly CallEndFacts[] = (['teams', 'phone'] as const).flatMap((kind) =>
  [false, true].flatMap((wasConnected) =>
    (['Outgoing', 'Incoming'] as const).map((direction) => ({
      kind,
      wasConnected,
      direction,
      hungUpHere: false,
      rejectedHere: false,
    })),
  ),
);

function endCells(seen: string, { ends, hint }: SdkError): Cells {
  const outcomes = SITUATIONS.map(ends);
  const reasons = [...new Set(outcomes.map(({ reason }) => reason))];
  const failures = [...new Set(outcomes.flatMap(({ error }) => error ?? []))];
  const silent = reasons.includes('answered-elsewhere');
  return [
    seen,
    [reasons.join(', '), failures.length > 0 ? inCode(failures) : ''].filter(Boolean).join(': '),
    each(failures, 'category'),
    silent
      ? 'Nothing.'
      : [
          ...reasons.filter((reason) => reason !== 'failed').map((reason) => `${en[reason]}.`),
          ...failures.map((code) => ERRORS[code].userMessage),
        ].join(' / '),
    hint,
  ];
}

function inCode(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(' / ');
}

function each(all: readonly TeamsErrorCode[], what: 'category' | 'userMessage'): string {
  return [...new Set(all.map((code) => ERRORS[code][what]))].join(' / ');
}

function rows(table: Readonly<Record<string, Meaning>>, named = (name: string): string => `\`${name}\``): Cells[] {
  return Object.entries(table).map(([name, meaning]) => cellsOf(named(name), meaning));
}

const HEAD = ['Our code', 'Category', 'What the person reads', 'What the developer reads'];

function section(title: string, words: string, seen: string, cells: readonly Cells[]): string {
  const lines = [[seen, ...HEAD], ['---', '---', '---', '---', '---'], ...cells];
  const table = lines.map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return [`## ${title}`, words, table.join('\n')].join('\n\n');
}

/** Codes that the SDK throws: those that nothing but calls ends with are left to the other table. */
function thrownCells(): Cells[] {
  return [...BY_SUBCODE].filter(isThrown).map(([subCode, row]) => cellsOf(String(subCode), row));
}

function isThrown([subCode]: readonly [number, SdkError]): boolean {
  return subCode >= 40_000 && subCode < 100_000;
}

/** The document `src/model/ERRORS.md`. */
export function errorTable(): string {
  return `${[
    '# Every error',
    'Made by `npm run errors` from [error-codes.ts](error-codes.ts) and the tables of the [adapters](../adapters): change those. ' +
      'What is in no table keeps the words and the numbers of its service in `message`, and the original in `cause`.',
    [
      '## Our codes',
      [
        '| Code | Category | Worth trying again as it is | What the person reads |',
        '| --- | --- | --- | --- |',
        ...codes.map((code) => {
          const { category, retryable, userMessage } = ERRORS[code];
          return `| \`${code}\` | ${category} | ${retryable ? 'yes' : 'no'} | ${userMessage} |`;
        }),
      ].join('\n'),
    ].join('\n\n'),
    section(
      'Calling SDK: errors that it throws',
      'By subcode. Where a subcode is not here, its code decides: see the codes that commands are refused with.',
      'Subcode',
      thrownCells(),
    ),
    section(
      'Calling SDK: why calls end',
      'By subcode. The same subcode can say several things: of a call before and after the answer, that came in or went ' +
        'out, with a Teams user or a telephone. Where the person hung up or declined, that is the reason.',
      'Subcode',
      [...BY_SUBCODE].filter((row) => !isThrown(row)).map(([subCode, row]) => endCells(String(subCode), row)),
    ),
    section(
      'Calling SDK: codes without a subcode that is known',
      'When a call ends with them.',
      'Code',
      [...BY_CODE].map(([code, row]) => endCells(String(code), row)),
    ),
    section(
      'Calling SDK: codes that commands are refused with',
      'The same codes, where a command meets them.',
      'Code',
      [...BY_CODE].map(([code, row]) => cellsOf(String(code), row)),
    ),
    section(
      'Browser: devices',
      'Names of errors of `getUserMedia` and its like; the last four only while a device is opened.',
      'Name',
      [
        ...[...DEVICE_ERRORS, ...OPENING_ERRORS].map(([name, meaning]) => cellsOf(`\`${name}\``, meaning)),
        cellsOf('`TypeError` on a page that is not secure', INSECURE),
      ],
    ),
    section('Microsoft Graph: words', 'In the error itself or in its inner errors.', 'Word', rows(graph.BY_WORD)),
    section('Microsoft Graph: statuses', 'Where no word is known.', 'Status', rows(graph.BY_STATUS, String)),
    section('Entra ID', 'Numbers as in `AADSTS65001`.', 'Number', rows(BY_ENTRA_NUMBER, String)),
    section('MSAL', 'Its words, and those of OAuth that it passes on.', 'Word', rows(MSAL_WORDS)),
    section('Token service: words', 'In `error` of its answer.', 'Word', rows(tokenService.BY_WORD)),
    section('Token service: statuses', 'Where no word is known.', 'Status', [
      ...rows(tokenService.BY_STATUS, String),
      cellsOf('5xx', tokenService.otherStatus(500)),
      cellsOf('other', tokenService.otherStatus(400)),
    ]),
  ].join('\n\n')}\n`;
}
