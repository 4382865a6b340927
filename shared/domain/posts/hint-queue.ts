import type { PlatformName } from '../../contract/platform-names.ts';
import type { PostKey } from './post-store.ts';

/** Tells a worker that a post wants attention. Hints may get lost, doubled or late: the table is the truth. */
export interface HintQueue {
  /** @param delaySeconds 0 to 900 */
  send(platform: PlatformName, post: PostKey, delaySeconds?: number): Promise<void>;
}

/** Decides when a hint that was received, but is not dealt with yet, comes again. */
export interface HintVisibility {
  /** @param seconds from now, whole, 0 to 43,200 */
  hide(platform: PlatformName, receiptHandle: string, seconds: number): Promise<void>;
}
