import type { HintQueue } from '../../../shared/domain/posts/hint-queue.ts';
import { entryTimeOf, type PostSchedules } from '../../../shared/domain/posts/post-schedules.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { between, type Random } from './seeded-random.ts';

interface SchedulerOptions {
  readonly random: Random;
  readonly faults: () => { readonly lose: number; readonly duplicate: number };
  readonly hints: HintQueue;
}

/** EventBridge Scheduler: an entry fires somewhere in its minute, as a rule once. */
export function createScheduler(world: VirtualClock, { random, faults, hints }: SchedulerOptions): PostSchedules {
  const entries = new Map<string, () => void>();

  function remove(postId: string): void {
    entries.get(postId)?.();
    entries.delete(postId);
  }

  return {
    async put(post) {
      remove(post.postId);
      const at = entryTimeOf(post.notBefore) + between(random, 0, 59_000);
      const fire = () => {
        entries.delete(post.postId);
        if (random() >= faults().lose) void hints.send(post.platform, post);
        if (random() < faults().duplicate) void hints.send(post.platform, post);
      };
      entries.set(post.postId, world.after(at - world.now(), fire));
    },
    async remove(postId) {
      remove(postId);
    },
  };
}
