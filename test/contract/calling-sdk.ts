import { build } from 'esbuild';

const bundled = new Map<string, Promise<string>>();

/** The Calling SDK in one file for browsers, with all that it imports. Rollup takes minutes for it. */
export function callingSdk(name = '@azure/communication-calling'): Promise<string> {
  const bundle = bundled.get(name) ?? bundleOf(name);
  bundled.set(name, bundle);
  return bundle;
}

/** The oldest one that the peer dependency allows. */
export const oldestCallingSdk = (): Promise<string> => callingSdk('communication-calling-oldest');

async function bundleOf(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [name],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
