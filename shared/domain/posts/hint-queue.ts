import type { PlatformName } from '../../contract/platform-names.ts';
import type { PostKey } from './post-store.ts';

/** Tells a worker that a post wants attention. Hints may get lost, doubled or late: the table is the truth. */
export interface HintQueue {
  /** @param delaySeconds 0 to 900 */
  send(platform: PlatformName, post: PostKey, delaySeconds?: number): Promise<void>;
}
