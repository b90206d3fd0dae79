import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from './security-headers.mjs';
import { fileIn } from './static-files.mjs';

const site = fileURLToPath(new URL('site', import.meta.url));
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const emulatorModule = new URL('../dist/emulator/index.js', import.meta.url);
const PRODUCT = '/teams-embed/';

/**
 * @typedef {object} Demo
 * @property {string} url Where the CRM answers, without a slash at its end.
 * @property {string} clientId The `client-id` in its pages.
 * @property {Awaited<ReturnType<typeof import('../src/emulator/index.js').startEmulator>>} emulator The local Teams.
 * @property {() => Promise<void>} close Ends both.
 */

/**
 * Starts the local Teams, and Contoso CRM that calls through it. Needs a built `dist/`.
 *
 * @param {object} [options]
 * @param {number} [options.port] Where the CRM answers; 0 for any port that is free.
 * @param {number} [options.emulatorPort] Where the local Teams answers; 0 for any port that is free.
 * @param {boolean} [options.quiet] Whether the local Teams says nothing on the terminal.
 * @param {Parameters<typeof import('../src/emulator/index.js').startEmulator>[0]} [options.emulator] What else the
 *   local Teams is told.
 * @returns {Promise<Demo>}
 */
export async function startDemo({ port = 4180, emulatorPort = 4100, quiet = false, emulator: more = {} } = {}) {
  if (!existsSync(emulatorModule)) throw new Error('There is nothing in dist/ to show. Run `npm run build` first.');
  const { startEmulator } = await import(emulatorModule.href);
  const emulator = await startEmulator({ ...more, port: emulatorPort, quiet });
  try {
    const { clientId } = await (await fetch(`${emulator.url}/_emulator/world`)).json();
    const server = createServer(answerWith({ __EMULATOR__: emulator.url, __CLIENT_ID__: clientId }));
    await listening(server, port);
    return {
      url: `http://localhost:${server.address().port}`,
      clientId,
      emulator,
      close: async () => {
        await closed(server);
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** Serves the pages of the CRM, with their placeholders filled in, and the product's files below `/teams-embed/`. */
function answerWith(placeholders) {
  const headers = { ...securityHeaders(placeholders.__EMULATOR__), 'cache-control': 'no-cache' };

  return (request, response) => {
    answer().catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, headers);
      response.end('The demo failed: see its terminal.');
    });

    async function answer() {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
      }
      const [pathname] = request.url.split('?');
      const ours = pathname.startsWith(PRODUCT);
      const file = ours ? await fileIn(dist, pathname.slice(PRODUCT.length - 1)) : await fileIn(site, pathname);
      if (!file) return response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('Not found');
      const body = !ours && file.type.startsWith('text/html') ? filled(file.body, placeholders) : file.body;
      response.writeHead(200, { ...headers, 'content-type': file.type, 'content-length': Buffer.byteLength(body) });
      return response.end(request.method === 'HEAD' ? undefined : body);
    }
  };
}

function filled(page, placeholders) {
  return String(page).replaceAll(/__[A-Z_]+__/g, (name) => placeholders[name] ?? name);
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken. Choose another one with --port.`, { cause }) : cause);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function closed(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
