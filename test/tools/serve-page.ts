import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

export interface ServedFile {
  readonly type: 'text/html' | 'text/javascript' | 'text/plain' | 'application/json';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ServedPage {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves these files by their paths, on a free port of localhost. */
export async function servePage(files: Readonly<Record<string, ServedFile>>): Promise<ServedPage> {
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8`, ...file.headers }).end(file.body);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** One module with everything it imports, as a browser can load it. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
