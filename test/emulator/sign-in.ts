import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Emulator, WorldUser } from '../../src/emulator/index.js';

export const redirectUri = 'http://localhost:3000/redirect.html';
export const callingScopes = [
  'https://auth.msft.communication.azure.com/Teams.ManageCalls',
  'https://auth.msft.communication.azure.com/Teams.ManageChats',
];

/** A user of the emulator's world by the beginning of their address. */
export function person(emulator: Emulator, name: string): WorldUser {
  const user = emulator.world().users.find(({ userPrincipalName }) => userPrincipalName.startsWith(`${name}@`));
  assert(user, `Nobody here is called ${name}.`);
  return user;
}

/** One browser's dealings with the authority: it keeps the cookie and follows what a person would click. */
export class Browser {
  readonly emulator: Emulator;
  readonly verifier = randomBytes(32).toString('base64url');
  cookie = '';

  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  get authority(): string {
    return `${this.emulator.url}/organizations`;
  }

  /** The query of an authorization request, as MSAL makes it. */
  query(scopes: readonly string[], more: Readonly<Record<string, string>> = {}): URLSearchParams {
    return new URLSearchParams({
      client_id: this.emulator.world().clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      response_mode: 'fragment',
      scope: ['openid', 'profile', 'offline_access', ...scopes].join(' '),
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      nonce: 'a-nonce',
      state: 'a-state',
      ...more,
    });
  }

  async authorize(query: URLSearchParams, authority = this.authority): Promise<Response> {
    return this.#keep(
      await fetch(`${authority}/oauth2/v2.0/authorize?${query}`, {
        redirect: 'manual',
        headers: { cookie: this.cookie },
      }),
    );
  }

  /** Sends one of the authority's forms. */
  async submit(form: 'login' | 'consent' | 'approve', fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#keep(
      await fetch(`${this.authority}/${form}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: this.cookie },
        body: new URLSearchParams(fields),
      }),
    );
  }

  /** Picks a person, accepts what is asked, and returns what came back in the fragment. */
  async signIn(user: WorldUser, scopes: readonly string[], more = {}): Promise<URLSearchParams> {
    const request = this.query(scopes, more).toString();
    let response = await this.submit('login', { request, user: user.id });
    if (response.status === 200) response = await this.submit('consent', { request });
    return answered(response);
  }

  /** Asks the token endpoint. */
  async token(fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<TokenAnswer> {
    const response = await fetch(`${this.authority}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', ...headers },
      body: new URLSearchParams({ client_id: this.emulator.world().clientId, ...fields }),
    });
    return { status: response.status, body: (await response.json()) as TokenAnswer['body'] };
  }

  /** Redeems a code for tokens of the scopes' resource. */
  redeem(code: string, scopes: readonly string[]): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      code_verifier: this.verifier,
      redirect_uri: redirectUri,
      scope: ['openid', 'profile', 'offline_access', ...scopes].join(' '),
    });
  }

  #keep(response: Response): Response {
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
    return response;
  }
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number | number[] | undefined>>;
}

/** What the authority sent back to the page. */
export function answered(response: Response): URLSearchParams {
  const location = response.headers.get('location') ?? '';
  assert(location.startsWith(`${redirectUri}#`), `Not sent back to the page, but ${response.status} ${location}`);
  return new URLSearchParams(location.slice(redirectUri.length + 1));
}

/** An access token of a user, through the whole sign-in. */
export async function accessToken(emulator: Emulator, user: WorldUser, scopes: readonly string[]): Promise<string> {
  const browser = new Browser(emulator);
  const answer = await browser.signIn(user, scopes);
  const { status, body } = await browser.redeem(answer.get('code') ?? '', scopes);
  assert.equal(status, 200, JSON.stringify(body));
  return String(body['access_token']);
}
