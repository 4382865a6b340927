import { Readable } from 'node:stream';
import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { closedCircuit } from '../../../shared/domain/connections/circuit.ts';
import type { Post } from '../../../shared/domain/posts/post.ts';
import type { PostKey } from '../../../shared/domain/posts/post-store.ts';
import {
  PlatformError,
  type Publisher,
  type PublishStep,
  type StepResult,
  type WithdrawResult,
} from '../../../shared/domain/posts/publisher.ts';
import { createPublishWorker, type WorkerDeps } from '../../../shared/worker/publish-worker.ts';
import { createMemoryPosts } from '../../simulation/support/memory-post-store.ts';
import { createMemoryTokens } from '../../simulation/support/memory-token-store.ts';
import { buildPost } from '../../support/build-post.ts';
import { silentTimeline } from '../../support/silent-timeline.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

export const leaseMs = 30_000;
const turnMs = 150_000;

type Script<Result> = (step: PublishStep, index: number) => Promise<Result> | Result;

/**
 * A worker over stores in memory, in virtual time, whose platform does what a script says.
 * @param withdraw what it does when a post is to be taken back; a platform without it cannot
 */
export async function createScriptedWorker(
  script: Script<StepResult>,
  differences: Partial<Post> = {},
  withdraw?: Script<WithdrawResult>,
) {
  const clock = createVirtualClock();
  const posts = createMemoryPosts();
  const post = buildPost({ sizeBytes: 1_000_000, ...differences });
  await posts.create([post]);
  const hints: { platform: PlatformName; key: PostKey; delaySeconds: number }[] = [];
  const hidden: { at: number; seconds: number }[] = [];
  const steps: PublishStep[] = [];
  const withdrawals: PublishStep[] = [];
  const log: { level: string; message: string }[] = [];
  let gaveUp = 0;
  const publisher: Publisher = {
    advance: async (step) => {
      steps.push(step);
      return script(step, steps.length - 1);
    },
    ...(withdraw && {
      withdraw: async (step) => {
        withdrawals.push(step);
        return withdraw(step, withdrawals.length - 1);
      },
    }),
  };
  const note = (level: string) => (message: string) => void log.push({ level, message });
  const deps: WorkerDeps = {
    posts,
    hints: {
      send: async (platform, { ownerId, postId }, delaySeconds = 0) =>
        void hints.push({ platform, key: { ownerId, postId }, delaySeconds }),
    },
    visibility: { hide: async (_platform, _handle, seconds) => void hidden.push({ at: clock.now(), seconds }) },
    media: {
      open: async () => Readable.from([]),
      size: async () => post.sizeBytes,
      share: async () => 'https://bucket.example/object',
    },
    publisher: () => publisher,
    accessTokens: () => ({
      get: async () => {
        if (gaveUp > 0) throw new PlatformError('reauthorize', 'access_revoked', 'Connect the account again.');
        return 'token';
      },
      account: async () => ({ remoteId: 'UC1', variant: null, circuit: closedCircuit }),
      giveUp: async () => {
        gaveUp += 1;
      },
    }),
    circuits: createMemoryTokens(undefined),
    timeline: () => silentTimeline,
    clock,
    random: () => 0.5,
    leaseMs,
    tell: () => undefined,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  };
  const read = async () => {
    const [stored] = await posts.listOfOwner(post.ownerId);
    if (!stored) throw new Error('The post is gone.');
    return stored;
  };
  return {
    clock,
    posts,
    post,
    hints,
    hidden,
    steps,
    withdrawals,
    log,
    deps,
    read,
    gaveUp: () => gaveUp,
    /** Gives the hint to a worker; time passes until it is done with it. */
    work: (changes: Partial<WorkerDeps> = {}, receiveCount = 1) =>
      clock.settle(
        createPublishWorker({ ...deps, ...changes })(
          { key: post, platform: 'youtube', receiptHandle: 'receipt', receiveCount },
          clock.now() + turnMs,
        ),
      ),
    /** The same without waiting for it. */
    start: (changes: Partial<WorkerDeps> = {}, receiveCount = 1) =>
      createPublishWorker({ ...deps, ...changes })(
        { key: post, platform: 'youtube', receiptHandle: 'receipt', receiveCount },
        clock.now() + turnMs,
      ),
  };
}

export const published: StepResult = { state: 'published', remoteId: 'remote-1', url: 'https://example.com/remote-1' };

/** Checkpoint of a session with a position. */
export function uploading(bytesSent: number, checkpoint: unknown = { session: 1 }): StepResult {
  return { state: 'uploading', checkpoint, bytesSent };
}
