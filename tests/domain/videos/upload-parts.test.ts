import { describe, expect, it } from '@jest/globals';
import { maxVideoBytes } from '../../../shared/contract/routes/video-shapes.ts';
import { planParts, sizeOfPart } from '../../../shared/domain/videos/upload-parts.ts';
import fc from '../../support/fast-check.ts';

const mebibyte = 1024 * 1024;

describe('planParts', () => {
  it('follows the limits of S3 for every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: maxVideoBytes }), (sizeBytes) => {
        const { partBytes, partCount } = planParts(sizeBytes);
        expect(partCount).toBeGreaterThanOrEqual(1);
        expect(partCount).toBeLessThanOrEqual(10_000);
        expect(partBytes).toBeGreaterThanOrEqual(8 * mebibyte);
        expect(partBytes).toBeLessThanOrEqual(5 * 1024 * mebibyte);
      }),
    );
  });

  it('cuts without gap or rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 * mebibyte }), (sizeBytes) => {
        const { partBytes, partCount } = planParts(sizeBytes);
        const sizes = Array.from({ length: partCount }, (_, index) => sizeOfPart(sizeBytes, partBytes, index + 1));
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(sizeBytes);
        expect(sizes.slice(0, -1).every((size) => size === partBytes)).toBe(true);
        expect(sizes.at(-1)).toBeGreaterThan(0);
      }),
    );
  });
});
