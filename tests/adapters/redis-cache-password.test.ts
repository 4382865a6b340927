import { createHash, createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { signCachePassword } from '../../shared/adapters/redis/cache-password.ts';

const identity = {
  region: 'eu-central-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjE+/=token',
};
const login = { cacheName: 'hopper-dev', user: 'hopper-dev-sessions', identity, now: new Date('2026-10-05T12:34:56Z') };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The signature that AWS would compute over the same request, by the letter of Signature Version 4. */
function expectedSignature(url: URL): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const request = ['GET', '/', query, `host:${url.host}`, '', 'host', sha256('')].join('\n');
  const scope = ['20261005', identity.region, 'elasticache', 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', '20261005T123456Z', scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${identity.secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

it('is a signed request to connect, without its scheme', async () => {
  const password = await signCachePassword(login);
  expect(password).toMatch(/^hopper-dev\/\?/);
  const url = new URL(`http://${password}`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    Action: 'connect',
    ResourceType: 'ServerlessCache',
    User: 'hopper-dev-sessions',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIDEXAMPLE/20261005/eu-central-1/elasticache/aws4_request',
    'X-Amz-Date': '20261005T123456Z',
    'X-Amz-Expires': '900',
    'X-Amz-Security-Token': identity.sessionToken,
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': expectedSignature(url),
  });
});

it('works for an identity without a session token', async () => {
  const { sessionToken: _none, ...permanent } = identity;
  const url = new URL(`http://${await signCachePassword({ ...login, identity: permanent })}`);
  expect(url.searchParams.has('X-Amz-Security-Token')).toBe(false);
  expect(url.searchParams.get('X-Amz-Signature')).toBe(expectedSignature(url));
});
