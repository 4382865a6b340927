import * as z from 'zod';
import { TimelineKind } from '../../contract/timeline-kind.ts';
import { PlatformCall } from './platform-call.ts';
import type { PostKey } from './post-store.ts';

/** One step in the life of a post, as it is kept. Times are epoch milliseconds. */
export const PostEvent = z.object({
  /** ULID: sorts by time. */
  eventId: z.string(),
  at: z.number(),
  kind: TimelineKind,
  /** Bytes `from` to `to` have arrived, `to` not included. */
  bytes: z.object({ from: z.number(), to: z.number(), total: z.number() }).nullable(),
  /** When it goes on. */
  until: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  remoteId: z.string().nullable(),
  calls: z.array(PlatformCall),
});
export type PostEvent = z.infer<typeof PostEvent>;

/** The timelines of all posts. Nothing depends on them: what cannot be written is missing, and that is all. */
export interface PostEvents {
  add(post: PostKey, event: PostEvent): Promise<void>;
  /**
   * The oldest first.
   * @param page.after event id to go on behind
   * @param page.now epoch milliseconds; what has expired is left out
   * @returns `next` to go on with when there may be more
   */
  list(
    post: PostKey,
    page: { readonly limit: number; readonly after?: string | undefined; readonly now: number },
  ): Promise<{ readonly events: PostEvent[]; readonly next?: string | undefined }>;
  /** Removes the whole timeline of a post. */
  removeAll(post: PostKey): Promise<void>;
}
