import { describe, expect, it } from '@jest/globals';
import { hasBytes } from '../../shared/transfer/copy/has-bytes.ts';

const file = (sizeBytes: number | null, md5: string | null, sha256: string | null) => ({ sizeBytes, md5, sha256 });
const wanted = { sizeBytes: 5, md5: 'm', sha256: 's' };

describe('a copy counts as verified', () => {
  it.each([
    ['size and all checksums', file(5, 'm', 's'), true],
    ['one checksum, where there is no other', file(5, 'm', null), true],
    ['another size', file(6, 'm', 's'), false],
    ['another MD5', file(5, 'x', 's'), false],
    ['another SHA-256', file(5, 'm', 'x'), false],
    ['no checksum at all', file(5, null, null), false],
  ])('%s: %j is %s', (_name, copy, isSame) => {
    expect(hasBytes(copy, wanted)).toBe(isSame);
  });
});
