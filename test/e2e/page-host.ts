import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../../demo/security-headers.mjs';
import { fileIn } from '../../demo/static-files.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const PRODUCT = '/teams-embed/';
/** An address at which nobody answers, and which the policy of these pages lets them ask. */
export const NOBODY = 'http://localhost:9';

interface Page {
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly permissions?: string;
}

/** Serves pages that a test writes, with the product beside them, under the demo's policy. */
export class PageHost {
  readonly #pages = new Map<string, Page>();
  readonly #server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    void this.#file(path).then((file) => {
      const permissions = file?.permissions ? { 'permissions-policy': file.permissions } : {};
      response.writeHead(file ? 200 : 404, {
        ...this.#headers,
        ...permissions,
        ...(file && { 'content-type': file.type }),
      });
      response.end(file?.body);
    });
  });
  readonly #headers: Record<string, string>;

  readonly #product: string;

  private constructor(emulatorUrl: string, product: string) {
    this.#product = product;
    const headers = securityHeaders(emulatorUrl);
    const policy = headers['content-security-policy']?.replace("connect-src 'self'", `connect-src 'self' ${NOBODY}`);
    this.#headers = { ...headers, ...(policy && { 'content-security-policy': policy }) };
  }

  /** `product` is the folder with the files of the product: what was built, unless said otherwise. */
  static async open(emulatorUrl: string, product = dist): Promise<PageHost> {
    const host = new PageHost(emulatorUrl, product);
    await new Promise<void>((resolve) => host.#server.listen(0, 'localhost', resolve));
    return host;
  }

  /** Puts a page there whose body, module script and Permissions-Policy a test gives. Returns its URL. */
  put(body: string, script = '', permissions = ''): string {
    const name = `/${this.#pages.size}`;
    const scripts = ['/teams-embed/teams-embed.js', ...(script ? [`${name}.js`] : [])];
    const tags = scripts.map((src) => `<script type="module" src="${src}"></script>`).join('');
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${tags}</head><body>${body}</body></html>`;
    this.#pages.set(name, { body: html, type: 'text/html', ...(permissions && { permissions }) });
    this.#pages.set(`${name}.js`, { body: script, type: 'text/javascript' });
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${name}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #file(path: string): Promise<Page | undefined> {
    return path.startsWith(PRODUCT) ? fileIn(this.#product, path.slice(PRODUCT.length - 1)) : this.#pages.get(path);
  }
}
