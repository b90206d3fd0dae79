/** A token as services give them, made up. */
export const TOKEN = `ey${'Jhb'.repeat(20)}.ey${'JzdWI'.repeat(30)}.${'c2ln'.repeat(12)}`;

/** Things that nobody should throw, and that are thrown all the same. */
export const HOSTILE: readonly (readonly [what: string, cause: unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 42],
  ['a text', 'Out of order'],
  ['an empty text', ''],
  ['a symbol', Symbol('odd')],
  ['a bigint', 10n],
  ['a function', () => 'odd'],
  ['an object', { surprise: true }],
  ['a bare object', Object.create(null)],
  ['an object that contains itself', itself()],
  ['an error without a message', new Error('')],
  ['an error whose message is no text', Object.assign(new Error('x'), { message: { deep: 1 } })],
  ['a toString that throws', { message: { toString: refuse } }],
  ['a toJSON that throws', { toJSON: refuse }],
  ['a message that throws', withGetter('message')],
  ['a code that throws', withGetter('code')],
  ['a name that throws', withGetter('name')],
  ['a cause that throws', withGetter('cause')],
  ['a code that is no number', Object.assign(new Error('Odd.'), { code: 'E_ODD', subCode: {} })],
  ['a very long text', 'long '.repeat(200_000)],
  ['a very long error', new Error('x'.repeat(1_000_000))],
];

function refuse(): never {
  throw new Error('No.');
}

function withGetter(name: string): Error {
  return Object.defineProperty(new Error('Odd.'), name, { get: refuse });
}

function itself(): unknown {
  const round: { round?: unknown } = {};
  round.round = round;
  return round;
}
