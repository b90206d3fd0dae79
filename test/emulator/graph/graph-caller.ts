import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { accessToken } from '../sign-in.js';

export interface Collection {
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

/** Asks Graph as somebody who consented to all that we use. */
export class GraphCaller {
  readonly emulator: Emulator;
  readonly token: string;

  constructor(emulator: Emulator, token: string) {
    this.emulator = emulator;
    this.token = token;
  }

  static async signedIn(emulator: Emulator, user: WorldUser): Promise<GraphCaller> {
    const scopes = ['User.Read', 'User.ReadBasic.All', 'Chat.Create'];
    return new GraphCaller(emulator, await accessToken(emulator, user, scopes));
  }

  /** `as` is another token to ask with. */
  ask(path: string, init: RequestInit & { readonly as?: string } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${init.as ?? this.token}`);
    return fetch(`${this.emulator.url}/graph/v1.0${path}`, { ...init, headers });
  }

  async collection(path: string, headers: Record<string, string> = {}): Promise<Collection> {
    const response = await this.ask(path, { headers });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Collection;
  }
}

/** What a search has to send: that it lives with old results. */
export const eventual = { consistencylevel: 'eventual' };

export function names({ value }: Collection): unknown[] {
  return value.map(({ displayName }) => displayName);
}

/** The message of a refusal, after checking that it is one as Graph writes them. */
export async function refused(response: Response, status: number, code: string): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string; message: string; innerError: object } };
  assert.deepEqual({ status: response.status, code: error.code }, { status, code });
  assert.deepEqual(Object.keys(error.innerError), ['date', 'request-id', 'client-request-id']);
  return error.message;
}

/** The width of a PNG, after checking that its rows are all there. */
export function pngSize(png: Buffer): number {
  assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
  const size = png.readUInt32BE(16);
  const start = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  assert.equal(rows.length, size * (1 + size * 3));
  return size;
}
