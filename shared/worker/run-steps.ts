import { isDeepStrictEqual } from 'node:util';
import { hasCheckpoint } from '../domain/posts/build-post.ts';
import { hasStarted } from '../domain/posts/planned-post.ts';
import type { Post } from '../domain/posts/post.ts';
import type { PostChange } from '../domain/posts/post-store.ts';
import type { StepResult } from '../domain/posts/publisher.ts';
import { assertMoving, type StepsOptions, takeStep } from './take-step.ts';

/** How old stored progress gets. It is for people: a successor asks the platform how far it is. */
const progressMs = 3_000;

interface Position {
  readonly state: 'uploading' | 'processing';
  readonly checkpoint: unknown;
  readonly bytesSent: number;
  readonly remoteId?: string | undefined;
}

/**
 * Takes steps until the post is out, has to wait, or the time is up.
 * A changed checkpoint is stored before the next step: it is what a successor needs if this process dies in it.
 * @returns the change that ends this turn
 * @throws StepFailedError when the platform's code failed; LeaseLostError; errors of the store as they are
 */
export async function runSteps(options: StepsOptions): Promise<PostChange> {
  const { publisher, lease, clock } = options;
  const { checkpoint, bytesSent } = lease.row;
  const start: Position = { state: 'uploading', checkpoint, bytesSent };
  let position = start;
  let resumed = true;
  let idleSteps = 0;
  let storedAt = clock.now();
  while (clock.now() < options.startUntil) {
    const isMoving = position.bytesSent > start.bytesSent;
    const result = await takeStep(options, { ...position, resumed }, isMoving, (step) => publisher.advance(step));
    if (result === 'cut') break;
    const next = nextPosition(result, position);
    if (!next) return endOfTurn(result, lease.row, clock.now());
    const isChanged = !isDeepStrictEqual(next.checkpoint, position.checkpoint);
    idleSteps = isChanged || resumed || next.bytesSent > position.bytesSent ? 0 : idleSteps + 1;
    assertMoving(idleSteps);
    position = next;
    resumed = false;
    const hasMoved = position.bytesSent !== lease.row.bytesSent;
    if (!isChanged && (!hasMoved || clock.now() - storedAt < progressMs)) continue;
    storedAt = clock.now();
    await lease.save(progressed(lease.row, position));
  }
  const pause = { notBefore: clock.now() };
  return position === start ? pause : { ...progressed(lease.row, position), ...pause };
}

/** Where the next step of this turn begins; undefined when the turn ends here. */
function nextPosition(result: StepResult, { bytesSent }: Position): Position | undefined {
  if (result.state === 'uploading' && result.pauseSeconds === undefined) return result;
  if (result.state !== 'processing' || result.pollAfterSeconds > 0) return undefined;
  const { state, checkpoint, remoteId } = result;
  return { state, checkpoint, remoteId, bytesSent };
}

/** Whoever is published has all the bytes, and mostly whoever is processed. */
function endOfTurn(result: StepResult, post: Post, now: number): PostChange {
  const { sizeBytes } = post;
  const isWell = { error: null, failures: 0, bytesSent: sizeBytes };
  switch (result.state) {
    case 'published': {
      const { state, remoteId, url, notice = null } = result;
      return { ...isWell, state, remoteId, url, error: notice };
    }
    case 'processing': {
      const { state, checkpoint, remoteId, pollAfterSeconds, bytesSent = sizeBytes } = result;
      return { ...isWell, bytesSent, state, checkpoint, remoteId, notBefore: now + pollAfterSeconds * 1000 };
    }
    case 'ready':
      return { ...isWell, state: 'processing', checkpoint: result.checkpoint, notBefore: result.goLiveAt };
    case 'uploading': {
      const { state, checkpoint, bytesSent, pauseSeconds = 0 } = result;
      const notBefore = now + pauseSeconds * 1000;
      // Put off after it had tried, or freed before its time: nothing is on its way, and nothing is wrong.
      if (isPutOff(post, result, now)) return { state: 'scheduled', notBefore, error: null, failures: 0 };
      return { state, checkpoint, bytesSent, notBefore };
    }
  }
}

/** Whether nothing of a post has begun because its time has not come. */
function isPutOff(post: Post, result: StepResult & { readonly state: 'uploading' }, now: number): boolean {
  return !hasCheckpoint(result) && !hasStarted(post) && post.dueAt !== null && post.dueAt > now;
}

/** Only bytes that are newly there end a row of failures: a session that can be opened but not filled must not. */
function progressed(post: Post, { state, checkpoint, bytesSent, remoteId }: Position): PostChange {
  const base = { state, checkpoint, bytesSent, ...(remoteId !== undefined && { remoteId }) };
  return bytesSent > post.bytesSent ? { ...base, failures: 0, error: null } : base;
}
