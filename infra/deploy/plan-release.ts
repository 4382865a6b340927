import * as z from 'zod';
import { assetsFolder } from '../edge/page-files.ts';

/** Which assets a version of the page is made of, and since when it is the one that everybody gets. */
export const Release = z.object({ at: z.number().describe('Epoch milliseconds'), assets: z.array(z.string()) });
export type Release = z.infer<typeof Release>;

/** A tab that was opened before a deployment loads its parts when it is first gone to them, days later perhaps. */
const keptMillis = 7 * 24 * 60 * 60 * 1000;

/** What a release changes in the bucket, in this order. */
export interface ReleasePlan {
  /** Assets first, so that no page names one that is not there; `index.html` last: with it the release begins. */
  readonly uploads: readonly string[];
  /** To be remembered before the release begins: it tells what is still needed. */
  readonly releases: readonly Release[];
  /** Assets of releases that have been replaced for a week. */
  readonly removals: readonly string[];
}

/**
 * @param files of the new page, below its root
 * @param stored keys that are in the bucket
 * @param earlier releases, oldest first; empty at the first time, or when their list is lost: then nothing is removed
 * @param now epoch milliseconds
 */
export function planRelease(
  files: readonly string[],
  stored: ReadonlySet<string>,
  earlier: readonly Release[],
  now: number,
): ReleasePlan {
  const assets = files.filter(isAsset).sort();
  const others = files.filter((file) => !isAsset(file) && file !== 'index.html').sort();
  const isSame = earlier.at(-1)?.assets.join() === assets.join();
  const all = isSame ? earlier : [...earlier, { at: now, assets }];
  const releases = all.filter((_, index) => isNeeded(all[index + 1], now));
  const needed = new Set(releases.flatMap((release) => release.assets));
  return {
    uploads: [...assets.filter((asset) => !stored.has(asset)), ...others, 'index.html'],
    releases,
    removals: earlier.length === 0 ? [] : [...stored].filter((key) => isAsset(key) && !needed.has(key)).sort(),
  };
}

/** Whether a release is the present one, or was until a short while ago. */
function isNeeded(replacedBy: Release | undefined, now: number): boolean {
  return !replacedBy || replacedBy.at > now - keptMillis;
}

function isAsset(file: string): boolean {
  return file.startsWith(assetsFolder);
}
