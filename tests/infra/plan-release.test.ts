import { describe, expect, it } from '@jest/globals';
import { planRelease, type Release } from '../../infra/deploy/plan-release.ts';
import fc from '../support/fast-check.ts';

const day = 86_400_000;
const page = (...assets: string[]) => ['index.html', 'icon.svg', ...assets.map((name) => `assets/${name}.js`)];

describe('a release', () => {
  it('brings assets first and the page last, and nothing that is there already', () => {
    const plan = planRelease(page('b', 'a'), new Set(['assets/a.js']), [], 0);
    expect(plan.uploads).toEqual(['assets/b.js', 'icon.svg', 'index.html']);
    expect(plan.releases).toEqual([{ at: 0, assets: ['assets/a.js', 'assets/b.js'] }]);
  });

  it('removes nothing that it knows nothing about', () => {
    expect(planRelease(page('a'), new Set(['assets/old.js']), [], 0).removals).toEqual([]);
  });

  it('leaves everything outside of the assets alone', () => {
    const earlier = [{ at: 0, assets: ['assets/a.js'] }];
    expect(planRelease(page('a'), new Set(['releases.json', 'other.txt']), earlier, 90 * day).removals).toEqual([]);
  });

  it('is not counted twice when the same page is deployed again', () => {
    const earlier = [{ at: 0, assets: ['assets/a.js'] }];
    expect(planRelease(page('a'), new Set(), earlier, 3 * day).releases).toEqual(earlier);
  });

  it.each([
    [7 * day - 1, []],
    [7 * day, ['assets/a.js']],
  ])('that was replaced %d ms ago leaves %j to remove', (age, removals) => {
    const earlier = [
      { at: 0, assets: ['assets/a.js'] },
      { at: day, assets: ['assets/b.js'] },
    ];
    expect(planRelease(page('c'), new Set(['assets/a.js', 'assets/b.js']), earlier, day + age).removals).toEqual(
      removals,
    );
  });

  it('keeps every asset for a week after the last moment at which a visitor could have got it', () => {
    const builds = fc.array(
      fc.record({
        pause: fc.constantFrom(0, 1, 3, 6, 7, 12),
        assets: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(builds, (list) => {
        const stored = new Set<string>();
        const lastServed = new Map<string, number>();
        let releases: readonly Release[] = [];
        let now = 0;
        let served: string[] = [];
        for (const { pause, assets } of list) {
          now += pause * day;
          for (const asset of served) lastServed.set(asset, now);
          const plan = planRelease(page(...assets), stored, releases, now);
          for (const key of plan.uploads) stored.add(key);
          for (const key of plan.removals) stored.delete(key);
          releases = plan.releases;
          served = page(...assets).filter((file) => file.startsWith('assets/'));
          for (const asset of served) expect(stored).toContain(asset);
          for (const [asset, at] of lastServed) if (at > now - 7 * day) expect(stored).toContain(asset);
          for (const asset of plan.removals) expect(lastServed.get(asset)).toBeLessThanOrEqual(now - 7 * day);
        }
      }),
    );
  });
});
