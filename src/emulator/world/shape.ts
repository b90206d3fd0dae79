/** A value is not what was expected. The message names its place and what belongs there. */
export class ShapeError extends Error {
  constructor(path: string, expected: string) {
    super(path ? `${path}: ${expected}` : expected);
    this.name = 'ShapeError';
  }
}

/** Reads a value that may be anything, at a place such as `users[3].displayName`, or throws a `ShapeError`. */
export type Shape<T> = (value: unknown, path: string) => T;

export const text: Shape<string> = (value, path) => {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new ShapeError(path, 'expected a text that is not empty');
};

export const flag: Shape<boolean> = (value, path) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError(path, 'expected true or false');
};

export function wholeNumber(least: number, most: number): Shape<number> {
  return (value, path) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new ShapeError(path, `expected a whole number from ${least} to ${most}`);
  };
}

export function matching(pattern: RegExp, expected: string): Shape<string> {
  return (value, path) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new ShapeError(path, `expected ${expected}`);
  };
}

export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value, path) => {
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    throw new ShapeError(path, `expected one of ${words.map((each) => `"${each}"`).join(', ')}`);
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'expected a list');
    return value.map((each: unknown, index) => shape(each, `${path}[${index}]`));
  };
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Values<S extends Shapes> = { readonly [Name in keyof S]: S[Name] extends Shape<infer T> ? T : never };

/** An object with exactly these fields, those of `optional` only where they are given. */
export function record<R extends Shapes, O extends Shapes = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Values<R> & Partial<Values<O>>> {
  const all: Shapes = { ...required, ...optional };
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ShapeError(path, 'expected an object');
    }
    const given: Readonly<Record<string, unknown>> = { ...value };
    const place = (name: string): string => (path ? `${path}.${name}` : name);
    const unknown = Object.keys(given).find((name) => !(name in all));
    if (unknown !== undefined) {
      throw new ShapeError(place(unknown), `unknown; what may stand here is ${Object.keys(all).join(', ')}`);
    }
    const read = Object.entries(all).flatMap(([name, shape]) => {
      if (name in given) return [[name, shape(given[name], place(name))] as const];
      if (name in required) throw new ShapeError(place(name), 'missing');
      return [];
    });
    // Each value came out of the shape that stands under its own name.
    return Object.fromEntries(read) as Values<R> & Partial<Values<O>>;
  };
}
