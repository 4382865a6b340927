import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashOfSecret } from '../../../shared/domain/hash-of-secret.ts';
import { createToken, maxTokens } from '../../../shared/domain/tokens/create-token.ts';
import { recogniseToken } from '../../../shared/domain/tokens/recognise-token.ts';
import { isTokenSecret, writeTokenSecret } from '../../../shared/domain/tokens/token-secret.ts';
import fc from '../../support/fast-check.ts';
import { createMemoryApiTokens } from '../../support/memory-api-tokens.ts';

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const now = 1_700_000_000_000;
const hour = 3_600_000;
const day = 24 * hour;

describe('the text of a token', () => {
  it('is what scanners look for, one for every random number', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const secret = writeTokenSecret(one);
        expect(secret).toMatch(/^hop_[0-9A-Za-z]{49}$/);
        expect(isTokenSecret(secret)).toBe(true);
        expect(writeTokenSecret(other) === secret).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
    expect(isTokenSecret(writeTokenSecret(new Uint8Array(32)))).toBe(true);
    expect(isTokenSecret(writeTokenSecret(new Uint8Array(32).fill(255)))).toBe(true);
  });

  it('shows every mistyped sign', () => {
    fc.assert(
      fc.property(bytes, fc.nat(48), fc.stringMatching(/^[0-9A-Za-z]$/), (random, at, sign) => {
        const secret = writeTokenSecret(random);
        const index = 4 + at;
        fc.pre(secret[index] !== sign);
        expect(isTokenSecret(secret.slice(0, index) + sign + secret.slice(index + 1))).toBe(false);
      }),
    );
  });

  it.each(['', 'hop_', 'x', `hop_${'0'.repeat(49)}`, `ghp_${'a'.repeat(49)}`, `${'hop_'}${'ä'.repeat(49)}`])(
    'is not %j',
    (text) => {
      expect(isTokenSecret(text)).toBe(false);
    },
  );

  it('is stored as its SHA-256', () => {
    expect(hashOfSecret('hop_x')).toBe(createHash('sha256').update('hop_x').digest('base64url'));
  });
});

/** A store with one token. */
async function openWithToken(days = 90) {
  const tokens = createMemoryApiTokens();
  const deps = { tokens, newTokenId: () => 't1', newSecret: () => Buffer.alloc(32, 1) };
  const scopes = ['videos:write', 'videos:read', 'videos:write'] as const;
  return { tokens, ...(await createToken(deps, { ownerId: 'o', name: 'n', scopes, days, now })) };
}
const never = (error: unknown) => {
  throw error;
};

describe('a token', () => {
  it('keeps each scope once and lives as long as was asked', async () => {
    const { token } = await openWithToken(1);
    expect(token).toEqual({
      tokenId: 't1',
      ownerId: 'o',
      name: 'n',
      scopes: ['videos:read', 'videos:write'],
      createdAt: now,
      validUntil: now + day,
      lastUsedAt: null,
    });
  });

  it('is recognised until its last millisecond', async () => {
    const { tokens, secret } = await openWithToken(1);
    expect(await recogniseToken(tokens, secret, now + day - 1, never)).toMatchObject({ ownerId: 'o', tokenId: 't1' });
    expect(await recogniseToken(tokens, secret, now + day, never)).toBeUndefined();
  });

  it('is recognised no more when it was ended', async () => {
    const { tokens, secret } = await openWithToken();
    await tokens.remove('o', 't1');
    expect(await recogniseToken(tokens, secret, now, never)).toBeUndefined();
  });

  it('notes its use once an hour', async () => {
    const { tokens, secret } = await openWithToken();
    const uses: (number | null)[] = [];
    for (const at of [0, 1, hour - 1, hour, hour + 1, 2 * hour]) {
      await recogniseToken(tokens, secret, now + at, never);
      uses.push((await tokens.list('o'))[0]?.lastUsedAt ?? null);
    }
    expect(uses.map((use) => Number(use) - now)).toEqual([0, 0, 0, hour, hour, 2 * hour]);
  });

  it('opens although its use could not be noted', async () => {
    const { tokens, secret } = await openWithToken();
    const lost: unknown[] = [];
    const failing = { ...tokens, touch: async () => Promise.reject(new Error('throttled')) };
    expect(await recogniseToken(failing, secret, now, (error) => lost.push(error))).toMatchObject({ tokenId: 't1' });
    expect(lost).toEqual([new Error('throttled')]);
  });

  it('is refused when there are too many', async () => {
    const tokens = createMemoryApiTokens();
    let made = 0;
    const make = () => {
      made += 1;
      const deps = { tokens, newTokenId: () => `t${made}`, newSecret: () => Buffer.alloc(32, made) };
      return createToken(deps, { ownerId: 'o', name: 'n', scopes: ['videos:read'], days: 1, now });
    };
    for (let index = 0; index < maxTokens; index += 1) await make();
    await expect(make()).rejects.toMatchObject({ code: 'conflict' });
  });
});
