import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { explained, listen } from './listen.mjs';
import { securityHeaders } from './security-headers.mjs';
import { fileIn } from './static-files.mjs';

const site = fileURLToPath(new URL('site', import.meta.url));
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const emulatorModule = new URL('../dist/emulator/index.js', import.meta.url);
const PRODUCT = '/teams-embed';

/**
 * @typedef {object} Demo
 * @property {string} url Where the CRM answers, without a slash at its end.
 * @property {string} clientId The `client-id` in its pages.
 * @property {import('../src/emulator/index.js').Emulator} emulator The local Teams.
 * @property {() => Promise<void>} close Ends both.
 */

/**
 * Starts the local Teams, and Contoso CRM that calls through it. Needs a built `dist/`.
 *
 * @param {object} [options]
 * @param {number} [options.port] Where the CRM answers; 0 for any port that is free.
 * @param {number} [options.emulatorPort] Where the local Teams answers; 0 for any port that is free.
 * @param {boolean} [options.quiet] Whether the local Teams says nothing on the terminal. Default: true.
 * @param {import('../src/emulator/index.js').EmulatorOptions} [options.emulator] What else the local Teams is told.
 * @returns {Promise<Demo>}
 */
export async function startDemo({ port = 4180, emulatorPort = 4100, quiet = true, emulator: more = {} } = {}) {
  if (!existsSync(emulatorModule)) throw new Error('There is nothing in dist/ to show. Run `npm run build` first.');
  const { startEmulator } = await import(emulatorModule.href);
  const emulator = await explained('--emulator-port', emulatorPort, () =>
    startEmulator({ ...more, port: emulatorPort, quiet }),
  );
  try {
    const { port: taken, close } = await explained('--port', port, () => listen(port, answerFor(emulator)));
    return {
      url: `http://localhost:${taken}`,
      clientId: emulator.world().clientId,
      emulator,
      close: async () => {
        await close();
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** Serves the pages of the CRM, with their placeholders filled in, and the product's files below `/teams-embed/`. */
function answerFor(emulator) {
  const headers = { ...securityHeaders(emulator.url), 'cache-control': 'no-cache' };
  const placeholders = { __EMULATOR__: () => emulator.url, __CLIENT_ID__: () => emulator.world().clientId };

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
      const [path] = request.url.split('?');
      const ofProduct = path.startsWith(`${PRODUCT}/`);
      const file = ofProduct ? await fileIn(dist, path.slice(PRODUCT.length)) : await fileIn(site, path);
      if (!file) return response.writeHead(404, { ...headers, 'content-type': 'text/plain' }).end('Not found');
      const isPage = !ofProduct && file.type.startsWith('text/html');
      const body = isPage ? filled(file.body, placeholders) : file.body;
      response.writeHead(200, { ...headers, 'content-type': file.type, 'content-length': Buffer.byteLength(body) });
      return response.end(request.method === 'HEAD' ? undefined : body);
    }
  };
}

function filled(page, placeholders) {
  return String(page).replaceAll(/__[A-Z_]+__/g, (name) => placeholders[name]?.() ?? name);
}
