import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { examine } from '../../../src/cli/doctor/examine.js';
import type { Finding } from '../../../src/cli/doctor/finding.js';
import type { Given } from '../../../src/cli/doctor/subject.js';
import { integrityOf } from '../../../src/cli/hosting/manifest.js';
import { contentSecurityPolicy } from '../../../src/cli/hosting/page-policy.js';
import { microsoftServices } from '../../../src/cli/hosting/services.js';
import { createTokenHandler, toNodeListener, type FetchHandler } from '../../../src/server/index.js';

const root = join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
const sdk = 'import"./azure-logger.js";const a="2.0.0.0_stable";export{a};';
const clientId = 'c0ffee00-0000-4000-8000-00000000c11e';

/** What a website does wrong: for a path, another answer than the good one. */
export type Faults = Readonly<Record<string, (good: Response, request: Request) => Response | Promise<Response>>>;

/** A website in production with all that it should have, its token service on another origin, and the faults of a test. */
export class Website {
  faults: Faults = {};
  readonly #server = this.#serve((request) => this.#page(request));
  readonly #tokens = this.#serve((request) => this.#token(request));
  #handler: FetchHandler | undefined;

  static async open(): Promise<Website> {
    const website = new Website();
    await Promise.all(
      [website.#server, website.#tokens].map((server) => once(server.listen(0, 'localhost'), 'listening')),
    );
    website.#handler = createTokenHandler({
      clientId,
      allowedTenants: ['11111111-0000-4000-8000-000000000000'],
      allowedOrigins: [website.url],
      communicationServices: { endpoint: 'https://acs.invalid', accessKey: 'c2VjcmV0' },
      authority: { keysUrl: `${website.tokens}/keys`, issuers: () => [] },
    });
    return website;
  }

  get url(): string {
    return addressOf(this.#server);
  }

  /** The same, by number. */
  get numericUrl(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  get tokens(): string {
    return addressOf(this.#tokens);
  }

  get policy(): string {
    return contentSecurityPolicy({ ...microsoftServices('public'), scripts: "'self'", tokenService: this.tokens });
  }

  /** What the doctor says of a page here that has these faults, and which of it is no praise. */
  async examined(faults: Faults = {}, given: Partial<Given> = {}): Promise<readonly Finding[]> {
    this.faults = faults;
    return examine({ page: `${this.url}/`, settings: {}, timeoutMs: 5_000, ...given });
  }

  async close(): Promise<void> {
    for (const server of [this.#server, this.#tokens]) {
      server.close().closeAllConnections();
      await once(server, 'close');
    }
  }

  #serve(good: FetchHandler): Server {
    const handler: FetchHandler = async (request) => {
      const answer = await good(request);
      return this.faults[new URL(request.url).pathname]?.(answer, request) ?? answer;
    };
    return createServer(toNodeListener(handler));
  }

  #token(request: Request): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/keys') return Response.json({ keys: [] });
    return this.#handler?.(request) ?? new Response(null, { status: 500 });
  }

  #page({ url }: Request): Response {
    const { pathname } = new URL(url);
    if (pathname === '/') return page(this.#html(), { 'content-security-policy': this.policy });
    if (pathname === '/te/communication-calling.js') return file(sdk, 'text/javascript');
    if (pathname === '/te/teams-embed.json') return file(this.#manifest(), 'application/json');
    if (!pathname.startsWith('/te/')) return new Response('Not here', { status: 404 });
    const content = readFileSync(join(root, 'dist', pathname.slice('/te/'.length)));
    return file(content, pathname.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript');
  }

  #html(): string {
    const integrity = integrityOf(readFileSync(join(root, 'dist/teams-embed.js')));
    return `<!doctype html><title>A record</title>
      <!-- <teams-session client-id="in a comment"></teams-session> -->
      <script type="module" src="te/teams-embed.js" integrity="${integrity}" crossorigin></script>
      <teams-session client-id=${clientId} token-url="${this.tokens}/token?a=1&amp;b=2"></teams-session>`;
  }

  #manifest(): string {
    return JSON.stringify({
      teamsEmbed: version,
      callingSdk: '2.0.0',
      files: { 'communication-calling.js': integrityOf(Buffer.from(sdk)) },
    });
  }
}

/** The same answer with other headers; one that is empty is left out. */
export const withHeaders =
  (headers: Readonly<Record<string, string>>) =>
  (good: Response): Response => {
    const changed = new Response(good.body, good);
    for (const [name, value] of Object.entries(headers)) {
      if (value) changed.headers.set(name, value);
      else changed.headers.delete(name);
    }
    return changed;
  };

/** The same answer with something else in its text. */
export const withText =
  (from: string | RegExp, to: string) =>
  async (good: Response): Promise<Response> =>
    new Response((await good.text()).replace(from, to), good);

export function page(html: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}

function file(content: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(content, { headers: { 'content-type': type } });
}

function addressOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
