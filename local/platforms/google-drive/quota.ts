import type { PlatformContext } from '../platform.ts';
import { openCounters } from '../storage/counters.ts';
import { driveError } from './drive-error.ts';

const minuteMs = 60_000;
const dayMs = 24 * 3600_000;

/** Units of the kinds of call. @see https://developers.google.com/workspace/drive/api/guides/limits */
export const unitCosts = { get: 5, list: 100, download: 200, edit: 50, other: 5 } as const;
export type UnitCost = keyof typeof unitCosts;

/** What a user may do in a minute and in a day. */
export interface DriveQuota {
  /** @throws GoogleApiError 403 `userRateLimitExceeded` */
  charge(caller: { projectId: string; sub: string }, nowMs: number, cost: UnitCost): void;
  /**
   * Refuses uploads and copies for 24 hours after the day's bytes were used up; the one that used them up was still taken.
   * @throws GoogleApiError 403 with the text of a rate limit
   */
  assertMayUpload(sub: string, nowMs: number): void;
  countUpload(sub: string, nowMs: number, bytes: number): void;
}

export function openDriveQuota(context: PlatformContext): DriveQuota {
  const counters = openCounters(context.database, 'quota');
  const { unitsPerMinute, dailyUploadBytes } = context.options.drive;
  const scopeOf = (sub: string) => `drive-uploads/${sub}`;
  return {
    charge: ({ projectId, sub }, nowMs, cost) => {
      const scope = `drive/${projectId}/${sub}/${Math.floor(nowMs / minuteMs)}`;
      context.stats.add('drive', 'unitsCharged', unitCosts[cost]);
      if (counters.add(scope, 'units', unitCosts[cost]) > unitsPerMinute)
        throw driveError(403, 'userRateLimitExceeded');
    },
    assertMayUpload: (sub, nowMs) => {
      if (counters.get(scopeOf(sub), 'blockedUntil') > nowMs) throw driveError(403, 'userRateLimitExceeded');
    },
    countUpload: (sub, nowMs, bytes) => {
      const scope = scopeOf(sub);
      // The day begins with its first upload.
      const begunMs = counters.get(scope, 'begun');
      if (nowMs - begunMs >= dayMs) {
        counters.add(scope, 'begun', nowMs - begunMs);
        counters.add(scope, 'bytes', -counters.get(scope, 'bytes'));
      }
      if (counters.add(scope, 'bytes', bytes) < dailyUploadBytes) return;
      counters.add(scope, 'blockedUntil', nowMs + dayMs - counters.get(scope, 'blockedUntil'));
      counters.add(scope, 'bytes', -counters.get(scope, 'bytes'));
    },
  };
}
