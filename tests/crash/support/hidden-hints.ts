import type { Clock } from '../../../shared/domain/clock.ts';
import type { HintQueue, HintVisibility } from '../../../shared/domain/posts/hint-queue.ts';
import type { PostKey } from '../../../shared/domain/posts/post-store.ts';
import { createHiddenQueue, type HiddenQueue, type ReceivedMessage } from './hidden-queue.ts';

export type ReceivedHint = ReceivedMessage<PostKey>;

/** Hints at posts in such a queue. */
export interface HiddenHints extends HintQueue, HintVisibility, Pick<HiddenQueue<PostKey>, 'nextAt' | 'receive'> {}

export function createHiddenHints(clock: Clock): HiddenHints {
  const { send, hide, nextAt, receive } = createHiddenQueue<PostKey>(clock);
  return {
    send: (_platform, { ownerId, postId }, delaySeconds) => send({ ownerId, postId }, delaySeconds),
    hide: (_platform, receiptHandle, seconds) => hide(receiptHandle, seconds),
    nextAt,
    receive,
  };
}
