import type { Clock } from '../domain/clock.ts';
import type { Post } from '../domain/posts/post.ts';
import { LeaseLostError, type PostChange, type PostStore } from '../domain/posts/post-store.ts';

interface LeaseOptions {
  readonly posts: Pick<PostStore, 'save'>;
  readonly clock: Clock;
  readonly leaseMs: number;
  /** Called with every heartbeat; its failure is of no consequence. */
  readonly onBeat: (leaseUntil: number) => void;
}

/** The right to work on one post, kept alive by heartbeats for as long as it is held. */
export interface Lease {
  /** The post as it was stored last. */
  readonly post: Post;
  /** When something was stored last, epoch ms. */
  readonly savedAt: number;
  /** Aborts with a LeaseLostError when somebody else has the post, or nobody can tell any more. */
  readonly lost: AbortSignal;
  /** Stores a change and extends the lease. @throws LeaseLostError */
  save(change: PostChange): Promise<void>;
  /** Stores the last change, which gives the lease back. @throws LeaseLostError */
  finish(change: PostChange): Promise<void>;
  stop(): void;
}

/**
 * Keeps a claimed post: all writes one after the other, a heartbeat every third of the lease when nothing else was
 * written. A lease that could not be extended in time counts as lost, because another worker may have the post by now.
 */
export function holdLease(claimed: Post, { posts, clock, leaseMs, onBeat }: LeaseOptions): Lease {
  const lost = new AbortController();
  let post = claimed;
  let savedAt = clock.now();
  let writes: Promise<unknown> = Promise.resolve();
  let cancelTick = () => {};
  let beating = false;
  let stopped = false;

  const loseIt = () => {
    if (!lost.signal.aborted) lost.abort(new LeaseLostError(post.postId));
  };

  function write(change: PostChange): Promise<void> {
    const result = writes.then(async () => {
      lost.signal.throwIfAborted();
      const now = clock.now();
      try {
        post = await posts.save(post, change, now);
        savedAt = now;
      } catch (error) {
        if (error instanceof LeaseLostError) loseIt();
        throw error;
      }
    });
    writes = result.catch(() => undefined);
    return result;
  }

  async function beat(): Promise<void> {
    if (beating) return;
    beating = true;
    const isSilent = clock.now() - savedAt >= leaseMs / 3;
    // A write that fails is tried again with the next beat; the lease has time for two of them.
    if (isSilent) await write({ leaseUntil: clock.now() + leaseMs }).catch(() => undefined);
    beating = false;
    if (!stopped) onBeat(post.leaseUntil);
  }

  /** Looks at the clock even while a write hangs. */
  function tick(): void {
    if (stopped || lost.signal.aborted) return;
    if (clock.now() >= post.leaseUntil) {
      loseIt();
      return;
    }
    void beat();
    scheduleTick();
  }

  function scheduleTick(): void {
    cancelTick = clock.after(Math.min(leaseMs / 3, Math.max(1, post.leaseUntil - clock.now())), tick);
  }

  scheduleTick();
  return {
    get post() {
      return post;
    },
    get savedAt() {
      return savedAt;
    },
    lost: lost.signal,
    save: (change) => write({ leaseUntil: clock.now() + leaseMs, ...change }),
    finish: (change) => {
      stopped = true;
      cancelTick();
      return write({ leaseUntil: 0, ...change });
    },
    stop: () => {
      stopped = true;
      cancelTick();
    },
  };
}
