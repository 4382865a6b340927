import type { PlatformName } from '../contract/platform-names.ts';
import type { Clock } from '../domain/clock.ts';
import type { AccessTokens } from '../domain/connections/access-token.ts';
import type { Circuits } from '../domain/connections/circuit.ts';
import { LeaseLostError } from '../domain/lease-lost-error.ts';
import type { HintQueue, HintVisibility } from '../domain/posts/hint-queue.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostChange, PostKey, PostStore } from '../domain/posts/post-store.ts';
import { PlatformError, type Publisher } from '../domain/posts/publisher.ts';
import type { MediaStore } from '../domain/videos/media-store.ts';
import { withCorrelation } from '../domain/watch/correlation.ts';
import type { TellMetric } from '../domain/watch/metrics.ts';
import { openAccountGate } from './account-gate.ts';
import { answerUnclaimed } from './answer-unclaimed.ts';
import { createAssetSource } from './asset-source.ts';
import { changeAfterError } from './change-after-error.ts';
import { changeAfterFailedWithdrawal } from './change-after-failed-withdrawal.ts';
import { claimInTime } from './claim-in-time.ts';
import { freeIfConnected } from './free-if-connected.ts';
import { hideHint } from './hide-hint.ts';
import { holdLease } from './lease.ts';
import type { PostLease } from './post-lease.ts';
import { runSteps } from './run-steps.ts';
import { runWithdrawal } from './run-withdrawal.ts';
import { sendNextHint } from './send-next-hint.ts';
import { StepFailedError } from './step-failed-error.ts';
import { tellPost } from './tell-post.ts';
import { tellSteps } from './tell-steps.ts';
import type { Timeline } from './timeline.ts';
import { createTurn, type Turn } from './turn.ts';
import { createVideoSource } from './video-source.ts';
import type { WorkerLog } from './worker-log.ts';

export interface WorkerDeps {
  readonly posts: PostStore;
  readonly hints: HintQueue;
  readonly visibility: HintVisibility;
  readonly media: Pick<MediaStore, 'open' | 'size' | 'share'>;
  readonly publisher: (platform: PlatformName) => Publisher;
  readonly accessTokens: (post: Post) => AccessTokens;
  readonly circuits: Circuits;
  readonly timeline: (post: Post) => Timeline;
  readonly tell: TellMetric;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly leaseMs: number;
  readonly log: WorkerLog;
}

/** A hint as it was received. */
export interface ReceivedHint {
  readonly key: PostKey;
  /** The queue it came from. */
  readonly platform: PlatformName;
  readonly receiptHandle: string;
  /** 1 for the first time. */
  readonly receiveCount: number;
}

/**
 * Works on one post for one turn: claim, steps, and the hint for whoever goes on. Knows no platform.
 *
 * Resolves when the hint may be deleted. That is always safe, because the post's row says by itself when somebody has
 * to look at it; hints only make it quicker. Rejects when the row could not be written: then the hint comes again.
 * @param endsAt when this process will be stopped, epoch ms
 */
export function createPublishWorker(deps: WorkerDeps): (hint: ReceivedHint, endsAt: number) => Promise<void> {
  const { clock, leaseMs } = deps;
  return async (hint, endsAt) => {
    const { visibility, log } = deps;
    const hiding = {
      hide: (seconds: number) => visibility.hide(hint.platform, hint.receiptHandle, seconds),
      clock,
      log,
    };
    const hide = (leaseUntil: number) => hideHint(hiding, leaseUntil, { postId: hint.key.postId });
    // On its way before the claim: whoever dies right after the claim leaves a hint that comes back in time.
    hide(clock.now() + leaseMs);
    const claim = await claimInTime(deps, hint.key);
    if (claim.outcome !== 'claimed') {
      const send = (delaySeconds: number) => deps.hints.send(hint.platform, hint.key, delaySeconds);
      const isScheduled = claim.state === 'scheduled';
      return answerUnclaimed(
        { receiveCount: hint.receiveCount, send, isScheduled, isWaitedFor: true },
        claim,
        clock.now(),
      );
    }
    const { post } = claim;
    // The row knows the last order, whatever hint has come; one that was lost on the way knew nothing.
    await withCorrelation(post.correlationId, () => takeTurn(deps, post, hide, endsAt));
  };
}

async function takeTurn(
  deps: WorkerDeps,
  post: Post,
  hide: (leaseUntil: number) => void,
  endsAt: number,
): Promise<void> {
  const lease = holdPost(deps, post, hide);
  const turn = createTurn(deps.clock, lease.lost, endsAt);
  const timeline = deps.timeline(post);
  // A look at what the platform makes of it is told by what it finds.
  if (post.state !== 'processing') timeline.note('claimed');
  try {
    await lease.finish(await workOn(deps, lease, turn, timeline));
    tellPost(deps.tell, lease.row, deps.clock.now());
    await sendNextHint(deps, lease.row);
    await freeIfConnected(deps, lease.row);
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    deps.log.warn('lease lost', factsOf(post));
    timeline.note('lease_lost');
  } finally {
    lease.stop();
    turn.end();
    await timeline.settle();
  }
}

function holdPost({ posts, clock, leaseMs }: WorkerDeps, post: Post, onBeat: (leaseUntil: number) => void): PostLease {
  return holdLease(post, { what: `post ${post.postId}`, save: posts.save, clock, leaseMs, onBeat });
}

/** @returns the change that ends the turn, whatever happened at the platform */
async function workOn(deps: WorkerDeps, lease: PostLease, turn: Turn, timeline: Timeline): Promise<PostChange> {
  const { clock } = deps;
  const publisher = tellSteps(deps.publisher(lease.row.platform), timeline, lease.row);
  const tokens = deps.accessTokens(lease.row);
  try {
    const { circuit, ...step } = await buildStep(deps, lease.row, tokens);
    const gate = openAccountGate(deps, lease.row, circuit);
    const heldBack = await gate.holdBack();
    if (heldBack) {
      tellOutcome(timeline, heldBack);
      return heldBack;
    }
    const options = { publisher: gate.watch(publisher), lease, step, clock, ...turn };
    const withdrawal = lease.row.wish ? await runWithdrawal(options) : undefined;
    const change = withdrawal ?? (await runSteps(options));
    publisher.endOfTurn();
    deps.log.info('turn ended', { ...factsOf(lease.row), state: change.state, bytesSent: change.bytesSent });
    return change;
  } catch (error) {
    if (!(error instanceof StepFailedError)) throw error;
    const { cause } = error;
    if (cause instanceof PlatformError && cause.kind === 'reauthorize') await tokens.giveUp();
    const changeAfter = lease.row.wish ? changeAfterFailedWithdrawal : changeAfterError;
    const change = changeAfter(lease.row, cause, { now: clock.now(), random: deps.random() });
    const level = cause instanceof PlatformError ? 'warn' : 'error';
    deps.log[level]('step failed', {
      ...factsOf(lease.row),
      state: change.state,
      code: change.error?.code,
      error: cause,
    });
    publisher.endOfTurn();
    tellOutcome(timeline, change);
    return change;
  }
}

/** What becomes of a post whose step has failed. */
function tellOutcome(timeline: Timeline, { state, error = null, notBefore }: PostChange): void {
  const kind = outcomeKinds.find((name) => name === state);
  if (kind) timeline.note(kind, { error, until: kind === 'waiting' ? (notBefore ?? null) : null });
}

const outcomeKinds = ['waiting', 'reconnect', 'needs_check', 'failed'] as const;

/** What every step of a turn may use. */
async function buildStep({ media }: WorkerDeps, post: Post, tokens: AccessTokens) {
  const { remoteId, variant, circuit } = await tokens.account().catch((error: unknown) => {
    throw error instanceof PlatformError ? new StepFailedError(error) : error;
  });
  const account = { remoteId, variant };
  return {
    source: createVideoSource(media, post),
    assets: createAssetSource(media),
    account,
    circuit,
    dueAt: post.dueAt,
    accessToken: tokens.get,
  };
}

function factsOf({ ownerId, postId, platform, fence }: Post) {
  return { ownerId, postId, platform, fence };
}
