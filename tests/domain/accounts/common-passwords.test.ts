import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { dictionary } from '@zxcvbn-ts/language-common';
import { decodeHashes, encodeHashes, isCommonPassword } from '../../../shared/domain/accounts/common-passwords.ts';
import { buildCommonPasswordData } from '../../../shared/domain/accounts/write-common-passwords.ts';
import fc from '../../support/fast-check.ts';

it('knows every one of the 5,000 most used that are long enough', () => {
  const wanted = dictionary['passwords-common'].filter((password) => [...password].length >= 8).slice(0, 5000);
  expect(wanted).toHaveLength(5000);
  expect(wanted.filter((password) => !isCommonPassword(password))).toEqual([]);
});

it('hardly ever takes another password for a common one', () => {
  const others = Array.from({ length: 20_000 }, (_, index) => `no such password ${index}`);
  expect(others.filter(isCommonPassword).length).toBeLessThan(20);
});

it('is what the list gives today', () => {
  const file = new URL('../../../shared/domain/accounts/common-password-data.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(buildCommonPasswordData());
});

it('decodes what it encodes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 25 - 1 })), (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(decodeHashes(encodeHashes(sorted))).toEqual(sorted);
    }),
  );
});
