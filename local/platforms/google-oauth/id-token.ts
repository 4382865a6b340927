import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Exchange, PlatformContext } from '../platform.ts';
import type { GoogleAccounts } from './google-accounts.ts';
import type { AuthorizationCode } from './oauth-store.ts';

const settingName = 'oauth-signing-key';
const keyId = 'simulated-google';

/** The signed statement of who consented, given when `openid` was among the scopes. */
export function signIdToken(
  context: PlatformContext,
  google: GoogleAccounts,
  { code, exchange, lifeSeconds }: { code: AuthorizationCode; exchange: Exchange; lifeSeconds: number },
): string {
  const account = google.findAccountBySub(code.sub);
  const issuedAt = Math.floor(exchange.nowMs / 1000);
  const withScope = (name: string) => code.scopes.includes(`https://www.googleapis.com/auth/userinfo.${name}`);
  const claims = {
    iss: 'https://accounts.google.com',
    azp: code.clientId,
    aud: code.clientId,
    sub: code.sub,
    ...(withScope('email') && { email: account?.email, email_verified: true }),
    ...(withScope('profile') && { name: account?.name }),
    ...(code.nonce !== null && { nonce: code.nonce }),
    iat: issuedAt,
    exp: issuedAt + lifeSeconds,
  };
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const payload = `${encode({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${encode(claims)}`;
  return `${payload}.${sign('sha256', Buffer.from(payload), loadSigningKey(context)).toString('base64url')}`;
}

/** The public key in the shape of `https://www.googleapis.com/oauth2/v3/certs`. */
export function buildKeySet(context: PlatformContext) {
  const jwk = createPublicKey(loadSigningKey(context)).export({ format: 'jwk' });
  return { keys: [{ ...jwk, kid: keyId, use: 'sig', alg: 'RS256' }] };
}

/** Made at first use (it takes a while) and kept, so that old tokens stay verifiable after a restart. */
function loadSigningKey({ settings }: PlatformContext): KeyObject {
  const stored = settings.read(settingName);
  if (stored !== undefined) return createPrivateKey(stored);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  settings.write(settingName, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return privateKey;
}
