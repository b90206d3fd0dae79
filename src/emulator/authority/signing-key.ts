import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import type { JWK, JWTPayload } from 'jose';

/** A key that signs tokens. It lives as long as the emulator runs, so its tokens are worthless anywhere else. */
export interface SigningKey {
  /** The public half, as a key set publishes it. */
  readonly jwk: JWK;
  /** Signs a token that begins now and ends at `expiresAt`, in seconds since 1970. */
  sign(claims: JWTPayload, expiresAt: number): Promise<string>;
  /** What a token says, if this key signed it and it has not ended. Rejects otherwise. */
  verify(token: string, audience?: string): Promise<JWTPayload>;
}

export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  return {
    jwk,
    sign: (claims, expiresAt) =>
      new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .setIssuedAt()
        .setNotBefore(secondsNow())
        .setExpirationTime(expiresAt)
        .sign(privateKey),
    async verify(token, audience) {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
        ...(audience === undefined ? {} : { audience }),
      });
      return payload;
    },
  };
}

export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}
