import { type Clock, pause } from '../domain/clock.ts';
import type { PlatformCall } from '../domain/posts/platform-call.ts';
import type { PostEvent, PostEvents } from '../domain/posts/post-event.ts';
import type { PostKey } from '../domain/posts/post-store.ts';
import type { WorkerLog } from './worker-log.ts';

/** The latest calls are those that explain a step. */
const maxCalls = 20;
/** More than this waits for no table. */
const maxUnwritten = 50;
/** What a worker grants its last events after everything that matters is done. */
const settleMs = 1_000;

type Facts = Partial<Pick<PostEvent, 'bytes' | 'until' | 'error' | 'remoteId'>>;

/** The story of one turn. Nothing in it ever throws, or holds the post up. */
export interface Timeline {
  /** Is told of every call to the platform; the next event takes them along. */
  trace(call: PlatformCall): void;
  note(kind: PostEvent['kind'], facts?: Facts): void;
  /** Resolves when everything is written, or a second later. */
  settle(): Promise<void>;
}

interface TimelineDeps {
  readonly events: Pick<PostEvents, 'add'>;
  readonly clock: Clock;
  /** @param at epoch ms. @returns a ULID, each greater than the one before */
  readonly newEventId: (at: number) => string;
  readonly log: WorkerLog;
}

/** Writes events one after the other in the background. */
export function keepTimeline({ events, clock, newEventId, log }: TimelineDeps, post: PostKey): Timeline {
  const key = { ownerId: post.ownerId, postId: post.postId };
  let calls: PlatformCall[] = [];
  let writes: Promise<void> = Promise.resolve();
  let unwritten = 0;

  async function write(event: PostEvent): Promise<void> {
    try {
      await events.add(key, event);
    } catch (error) {
      log.warn('event not written', { ...key, kind: event.kind, error });
    }
    unwritten -= 1;
  }

  return {
    trace(call) {
      log.info('platform call', { ...key, call });
      calls = [...calls, call].slice(-maxCalls);
    },
    note(kind, facts = {}) {
      if (unwritten >= maxUnwritten) return;
      const at = clock.now();
      const unsaid = { bytes: null, until: null, error: null, remoteId: null };
      const event: PostEvent = { ...unsaid, ...facts, eventId: newEventId(at), at, kind, calls };
      calls = [];
      unwritten += 1;
      writes = writes.then(() => write(event));
    },
    settle: () => Promise.race([writes, pause(clock, settleMs)]),
  };
}
