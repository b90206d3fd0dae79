import { Buffer } from 'node:buffer';
import type { WorldUser } from '../../../src/emulator/world/world.js';

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

let issued = 0;

/** A token of the shape that Communication Services issue, for tests of what comes after its signature. */
export function aToken(user: WorldUser, lifetimeMs = 3_600_000): string {
  const exp = (Date.now() + lifetimeMs) / 1000;
  const payload = { skypeid: `orgid:${user.id}`, acsScope: 'voip,chat', tid: user.tenantId, exp, jti: ++issued };
  return `${base64url({ alg: 'none' })}.${base64url(payload)}.${base64url('unsigned')}`;
}

/** Reads such a token, and rejects it when it is too old or none at all. */
export async function verify(token: string): Promise<{ userId: string; tenantId: string; expiresAt: number }> {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    skypeid: string;
    tid: string;
    exp: number;
  };
  const expiresAt = payload.exp * 1000;
  if (expiresAt <= Date.now()) throw new Error('The token has expired.');
  return { userId: payload.skypeid.replace('orgid:', ''), tenantId: payload.tid, expiresAt };
}
