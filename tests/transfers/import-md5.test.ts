import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { emptyMd5, endMd5, Md5State, resumeMd5 } from '../../shared/transfer/import/running-md5.ts';
import fc from '../support/fast-check.ts';

/** The state as it comes back from the table. */
const stored = (state: Md5State): Md5State => Md5State.parse(JSON.parse(JSON.stringify(state)));

it('is the MD5 of all pieces, whichever process took which', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (pieces) => {
      let state = emptyMd5;
      for (const piece of pieces) {
        const hash = resumeMd5(stored(state));
        hash.update(piece);
        state = hash.save();
      }
      expect(endMd5(stored(state))).toBe(createHash('md5').update(Buffer.concat(pieces)).digest('hex'));
    }),
  );
});

it('does not change what was saved', () => {
  const saved = resumeMd5(emptyMd5).save();
  const hash = resumeMd5(saved);
  hash.update(Buffer.alloc(1000, 1));
  expect(endMd5(saved)).toBe('d41d8cd98f00b204e9800998ecf8427e');
  expect(endMd5(emptyMd5)).toBe('d41d8cd98f00b204e9800998ecf8427e');
});

it('counts beyond 4 GiB', () => {
  // Blocks of zeros before it: only the length at the end differs.
  const far = { ...emptyMd5, bytes: 2 ** 32 };
  expect(endMd5(far)).not.toBe(endMd5(emptyMd5));
});
