import { GoogleApiError } from '../google-api/google-api-error.ts';
import type { PlatformContext } from '../platform.ts';
import { openCounters } from '../storage/counters.ts';

const pacificDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });

/**
 * The project's daily buckets; they start anew at midnight Pacific time.
 * @see https://developers.google.com/youtube/v3/determine_quota_cost
 */
export interface Quota {
  /** @throws GoogleApiError 429 when the project's uploads of the day are used up */
  chargeInsert(projectId: string, nowMs: number): void;
  /** @throws GoogleApiError 403 `quotaExceeded` */
  chargeSearch(projectId: string, nowMs: number): void;
  /** @throws GoogleApiError 403 `quotaExceeded` */
  chargeUnits(projectId: string, nowMs: number, units: number): void;
  /** Counts a thumbnail against the channel's own daily limit; false when it is used up. */
  countThumbnail(channelId: string, nowMs: number): boolean;
}

export function openQuota(context: PlatformContext): Quota {
  const buckets = openCounters(context.database, 'quota');
  const { dailyInserts, dailySearches, dailyUnits, channelDailyThumbnails } = context.options.youtube;
  const charge = (bucket: string, limit: number, call: { projectId: string; nowMs: number; amount: number }) => {
    const scope = `${call.projectId}/${pacificDay.format(call.nowMs)}`;
    const fits = buckets.get(scope, bucket) + call.amount <= limit;
    // A refused request costs one as well, but never pushes the bucket beyond its limit for those that would fit.
    if (fits) buckets.add(scope, bucket, call.amount);
    context.stats.add('youtube', `${bucket}Charged`, fits ? call.amount : 1);
    return fits;
  };
  return {
    chargeInsert: (projectId, nowMs) => {
      if (!charge('inserts', dailyInserts, { projectId, nowMs, amount: 1 })) throw uploadBucketEmpty(projectId);
    },
    chargeSearch: (projectId, nowMs) => {
      if (!charge('searches', dailySearches, { projectId, nowMs, amount: 1 })) throw quotaExceeded();
    },
    chargeUnits: (projectId, nowMs, units) => {
      if (!charge('units', dailyUnits, { projectId, nowMs, amount: units })) throw quotaExceeded();
    },
    countThumbnail: (channelId, nowMs) => {
      const scope = `${channelId}/${pacificDay.format(nowMs)}`;
      if (buckets.get(scope, 'thumbnails') >= channelDailyThumbnails) return false;
      buckets.add(scope, 'thumbnails');
      return true;
    },
  };
}

function quotaExceeded(): GoogleApiError {
  return new GoogleApiError({
    status: 403,
    reason: 'quotaExceeded',
    domain: 'youtube.quota',
    message: 'The request cannot be completed because you have exceeded your quota.',
  });
}

function uploadBucketEmpty(projectId: string): GoogleApiError {
  return new GoogleApiError({
    status: 429,
    reason: 'rateLimitExceeded',
    grpcStatus: 'RESOURCE_EXHAUSTED',
    message:
      "Quota exceeded for quota metric 'Video Uploads' and limit 'Video Uploads per day' of service " +
      `'youtube.googleapis.com' for consumer 'project_number:${projectId}'.`,
  });
}
