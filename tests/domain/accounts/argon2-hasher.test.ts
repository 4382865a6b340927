import { argon2Sync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { createArgon2Hasher } from '../../../shared/domain/accounts/argon2-hasher.ts';

const cheap = { memoryKibibytes: 8, passes: 1, lanes: 1 };

/** A hasher that counts how often it computes and how much. */
function countingHasher(cost = cheap) {
  const computed: string[] = [];
  const hasher = createArgon2Hasher(cost, async (algorithm, parameters) => {
    computed.push(`${algorithm} ${parameters.memory} ${parameters.passes} ${parameters.parallelism}`);
    return argon2Sync(algorithm, parameters);
  });
  return { hasher, computed };
}

it('uses Argon2id with 19 MiB, two passes and one lane', async () => {
  const hash = await createArgon2Hasher().hash('kQ7#wZ1!');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await createArgon2Hasher().verify('kQ7#wZ1!', hash)).toBe(true);
});

it('verifies what the reference implementation made', async () => {
  // https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await createArgon2Hasher().verify('password', stored)).toBe(true);
  expect(await createArgon2Hasher().verify('Password', stored)).toBe(false);
});

it('salts: the same password never has the same hash', async () => {
  const { hasher } = countingHasher();
  expect(await hasher.hash('one')).not.toBe(await hasher.hash('one'));
});

it.each(['', 'x', 'ünïcödé 🦊', 'with\u0000nul', 'a'.repeat(5000)])('tells %j from another', async (password) => {
  const { hasher } = countingHasher();
  const hash = await hasher.hash(password);
  expect(await hasher.verify(password, hash)).toBe(true);
  expect(await hasher.verify(`${password} `, hash)).toBe(false);
});

it('does the same work for a right, a wrong and a missing hash', async () => {
  const { hasher, computed } = countingHasher();
  const hash = await hasher.hash('right');
  computed.length = 0;
  expect(await hasher.verify('right', hash)).toBe(true);
  expect(await hasher.verify('wrong', hash)).toBe(false);
  expect(await hasher.verify('right', undefined)).toBe(false);
  expect(computed).toEqual(['argon2id 8 1 1', 'argon2id 8 1 1', 'argon2id 8 1 1']);
});

it('knows a hash that was made with other parameters, and still verifies it', async () => {
  const old = await countingHasher().hasher.hash('kept');
  const { hasher } = countingHasher({ ...cheap, passes: 2 });
  expect(hasher.isOutdated(old)).toBe(true);
  expect(hasher.isOutdated(await hasher.hash('kept'))).toBe(false);
  expect(await hasher.verify('kept', old)).toBe(true);
});

it.each(['', 'plain', '$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$x', '$2b$10$abc'])(
  'says that %j is no hash of ours instead of refusing the password',
  async (stored) => {
    await expect(countingHasher().hasher.verify('x', stored)).rejects.toThrow('PHC');
  },
);
