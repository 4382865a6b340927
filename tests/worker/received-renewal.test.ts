import { expect, it } from '@jest/globals';
import { findRenewal } from '../../shared/worker/received-renewal.ts';

const renewal = { ownerId: 'o', connectionId: 'c', platform: 'tiktok' };

it('reads what the sweeper asks for', () => {
  expect(findRenewal({ body: JSON.stringify({ kind: 'renew', ...renewal }) })).toEqual(renewal);
});

it.each([
  { ownerId: 'o', postId: 'p' },
  { kind: 'other', ...renewal },
  { kind: 'renew', ownerId: 'o', platform: 'tiktok' },
  { kind: 'renew', ...renewal, platform: 'myspace' },
])('leaves every other message to whoever it is for: %j', (body) => {
  expect(findRenewal({ body: JSON.stringify(body) })).toBeUndefined();
});

it('throws for what is no message at all', () => {
  expect(() => findRenewal({ body: '{' })).toThrow(SyntaxError);
});
