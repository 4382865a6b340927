import type { HintQueue, HintVisibility } from '../../../shared/domain/posts/hint-queue.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import { createPublishWorker, type WorkerDeps } from '../../../shared/worker/publish-worker.ts';
import { hintAgain } from '../../../shared/worker/repairs/post.ts';
import { createScriptedWorker } from './scripted-worker.ts';

const lambdaMs = 150_000;
/** Of the publish queues. */
const visibilityMs = 160_000;
const minuteMs = 60_000;
/** What every outside call takes. */
const latencyMs = 20;

interface Message {
  readonly key: { readonly ownerId: string; readonly postId: string };
  visibleAt: number;
  receiveCount: number;
  deleted: boolean;
}

type Script = Parameters<typeof createScriptedWorker>[0];

interface Death {
  readonly diesAt?: number;
  readonly isDone?: boolean;
  readonly sweepsAt?: number;
}

/**
 * The real worker and the sweeper's look at posts in virtual time, over stores in memory and a queue with hidden and delayed
 * messages. A worker can die at any of its outside calls: then nothing of it happens any more.
 * @param diesAt the outside call of all workers at which the one that makes it dies, 0 for the first; `isDone`: after it
 * took effect. Undefined = nobody dies
 * @param hints how many hints there are in the beginning
 * @param sweepsAt how far after the beginning the sweeper runs for the first time, ms
 */
export async function createMortalWorld(
  script: Script,
  differences: Partial<Post>,
  { diesAt, isDone = false, hints = 1, sweepsAt = 0 }: Death & { hints?: number },
) {
  const world = await createScriptedWorker(script, differences);
  const { clock, posts, post, deps } = world;
  const messages: Message[] = [];
  const receipts: Message[] = [];
  const calls: string[] = [];
  let diedAt: number | undefined;

  function createProcess() {
    let alive = true;
    const die = (): Promise<never> => {
      alive = false;
      diedAt = clock.now();
      return never();
    };
    const call = async <T>(name: string, effect: () => Promise<T>): Promise<T> => {
      if (!alive) return never();
      const isLast = calls.length === diesAt;
      calls.push(name);
      if (isLast && !isDone) return die();
      await clock.sleep(latencyMs);
      if (!alive) return never();
      const value = await effect();
      return isLast ? die() : value;
    };
    return {
      call,
      isAlive: () => alive,
      clock: {
        now: clock.now,
        after: (ms: number, callback: () => void) => clock.after(ms, () => alive && callback()),
      },
    };
  }

  const queue: HintQueue & HintVisibility = {
    async send(_platform, key, delaySeconds = 0) {
      const { ownerId, postId } = key;
      const visibleAt = clock.now() + delaySeconds * 1000;
      const message = { key: { ownerId, postId }, visibleAt, receiveCount: 0, deleted: false };
      messages.push(message);
      wake(message);
    },
    async hide(_platform, receiptHandle, seconds) {
      const message = receipts[Number(receiptHandle)];
      if (!message || message.deleted) throw new Error('There is no such message.');
      message.visibleAt = clock.now() + seconds * 1000;
      wake(message);
    },
  };

  function wake(message: Message): void {
    clock.after(message.visibleAt - clock.now(), () => {
      if (!message.deleted && message.visibleAt <= clock.now()) receive(message);
    });
  }

  function receive(message: Message): void {
    message.receiveCount += 1;
    message.visibleAt = clock.now() + visibilityMs;
    wake(message);
    const receiptHandle = String(receipts.push(message) - 1);
    const { key, receiveCount } = message;
    const process = createProcess();
    const work = createPublishWorker({ ...depsOf(process), clock: process.clock });
    work({ key, platform: 'youtube', receiptHandle, receiveCount }, clock.now() + lambdaMs).then(
      () => {
        if (process.isAlive()) message.deleted = true;
      },
      () => undefined,
    );
  }

  function depsOf({ call }: ReturnType<typeof createProcess>): WorkerDeps {
    const publisher = deps.publisher('youtube');
    return {
      ...deps,
      posts: {
        ...posts,
        claim: (...parameters) => call('claim', () => posts.claim(...parameters)),
        save: (...parameters) => call('save', () => posts.save(...parameters)),
      },
      hints: { send: (...parameters) => call('send', () => queue.send(...parameters)) },
      visibility: { hide: (...parameters) => call('hide', () => queue.hide(...parameters)) },
      publisher: () => ({ advance: (step) => call('advance', () => publisher.advance(step)) }),
    };
  }

  async function sweep(): Promise<void> {
    clock.after(minuteMs, () => void sweep());
    const { due } = await posts.listDue('all', clock.now());
    for (const work of due) if (work.kind === 'post') await hintAgain({ work: posts, hints: queue, clock }, work);
  }

  clock.after(sweepsAt, () => void sweep());
  for (let count = 0; count < hints; count += 1) await queue.send('youtube', post);
  return {
    ...world,
    queue,
    /** The outside calls of all workers. */
    calls,
    diedAt: () => diedAt,
    /** Messages that are in the queue, hidden or not. */
    countMessages: () => messages.filter(({ deleted }) => !deleted).length,
    /** How many hints were ever sent, by whomever. */
    countSent: () => messages.length,
    /** Lets time pass until the post is out. @returns when, epoch ms */
    async untilOut(): Promise<number> {
      let outAt: number | undefined;
      const end = clock.now() + 24 * 3600_000;
      await clock.runUntil(end, () => {
        if (posts.all()[0]?.state === 'published') outAt ??= clock.now();
        return outAt !== undefined;
      });
      if (outAt === undefined) throw new Error('It never came out.');
      return outAt;
    },
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => {});
}
