import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { synthesize } from '../infra/support/synthesize.ts';
import { buildIdleBill, sumOf } from './support/idle-bill.ts';
import { measureCalls } from './support/measure.ts';
import { buildPostBill } from './support/post-bill.ts';
import { type Calls, readRecorded } from './support/recorded.ts';
import { renderCost } from './support/render-cost.ts';

const recorded = readRecorded();
const stage = synthesize('prod');

describe('what Hopper costs', () => {
  it('stands in docs/cost.md (`npm run cost` counts anew and writes it)', () => {
    expect(readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8')).toBe(renderCost(recorded, stage));
  });

  it('is less than $8 a month when nobody uses it', () => {
    expect(sumOf(buildIdleBill(stage, recorded))).toBeLessThan(8);
  });

  it.each(platformNames)('is at most $0.0002 for a post of 100 MB to %s', (platform) => {
    expect(sumOf(buildPostBill(recorded.posts[platform]))).toBeLessThanOrEqual(0.0002);
  });
});

it('asks AWS no more often than was recorded, within 5 %', async () => {
  const counted = await measureCalls();
  expect(listGrown('upload', counted.upload, recorded.upload)).toEqual([]);
  expect(listGrown('sweep', counted.sweep, recorded.sweep)).toEqual([]);
  for (const name of platformNames) expect(listGrown(name, counted.posts[name], recorded.posts[name])).toEqual([]);
}, 400_000);

function listGrown(what: string, counted: Calls, known: Calls): string[] {
  return Object.entries(counted).flatMap(([key, value]) => {
    const before = Object.entries(known).find(([name]) => name === key)?.[1] ?? 0;
    return value > before * 1.05 ? [`${what}, ${key}: ${before} before, ${value} now`] : [];
  });
}
