import { init, parse } from 'es-module-lexer';

/** A module that another one imports: as it is written, and where. */
export interface WrittenImport {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** The modules that a module imports at once, before it runs. */
export async function staticImports(code: string): Promise<readonly WrittenImport[]> {
  await init;
  const [imports] = parse(code);
  return imports.flatMap(({ n: specifier, s: start, e: end, d: dynamic }) =>
    dynamic === -1 && specifier !== undefined ? [{ specifier, start, end }] : [],
  );
}
