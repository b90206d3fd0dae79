import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/** The Calling SDK in one file for browsers, with all that it imports. Rollup takes minutes for it. */
export function callingSdk(): Promise<string> {
  return (bundled ??= build({
    entryPoints: ['@azure/communication-calling'],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    logLevel: 'silent',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? ''));
}
