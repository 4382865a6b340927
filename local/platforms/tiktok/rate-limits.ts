import * as z from 'zod';
import type { PlatformContext } from '../platform.ts';
import { createDocumentTable } from '../storage/document-table.ts';
import { TiktokError } from './tiktok-error.ts';

const windowMs = 60_000;

const windowSchema = z.object({ id: z.string(), owner: z.string(), times: z.array(z.number()) });

/** Calls per account and minute, in sliding windows. @see https://developers.tiktok.com/doc/tiktok-api-v2-rate-limit */
export interface RateLimits {
  /**
   * Counts one call.
   * @param owner whose token it is
   * @throws TiktokError 429 `rate_limit_exceeded`
   */
  count(owner: string, call: string, limit: number, nowMs: number): void;
}

export function openRateLimits({ database }: PlatformContext): RateLimits {
  const table = createDocumentTable<z.infer<typeof windowSchema>>(database, {
    name: 'tiktok_rate_windows',
    schema: windowSchema,
    file: ({ id, owner }) => ({ id, owner }),
  });
  return {
    count: (owner, call, limit, nowMs) => {
      const id = `${owner}/${call}`;
      const times = (table.find(id)?.times ?? []).filter((time) => time > nowMs - windowMs);
      if (times.length >= limit) {
        throw new TiktokError(429, 'rate_limit_exceeded', 'The API rate limit was exceeded. Please try again later.');
      }
      table.put({ id, owner, times: [...times, nowMs] });
    },
  };
}
