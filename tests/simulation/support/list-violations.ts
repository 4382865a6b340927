import type { Post } from '../../../shared/domain/posts/post.ts';
import { wordsOf } from './build-simulated-posts.ts';
import type { LedgerRow } from './platforms/platform-model.ts';
import { finalStates, type Moment, type Outcome } from './simulated-world.ts';

/** Clocks may be off, and so may Hopper. */
const skewMs = 2_000;
/** So long a platform may go on with a time that its user has changed: whoever has to tell it may have died. */
const graceMs = 20 * 60_000;

interface Rules {
  /** Only what heals goes wrong: what its user still wants must be out. */
  readonly mustPublish: boolean;
}

/** Judges a world by what exists at the platforms. @returns one text for every broken invariant */
export function listViolations(outcome: Outcome, rules: Rules): string[] {
  return outcome.posts.flatMap((post) => {
    const own = outcome.ledger.filter((row) => row.platform === post.platform && row.words === wordsOf(post));
    const found = [
      ...judgeEnd(post, outcome, rules),
      ...judgeLedger(post, own, outcome.history.get(post.postId) ?? []),
    ];
    return found.map((text) => `${post.postId.slice(-14)} ${text} (${post.state}, ${JSON.stringify(post.error)})`);
  });
}

function judgeEnd(post: Post, { revoked, history }: Outcome, { mustPublish }: Rules): string[] {
  const isCancelled = post.state === 'cancelled' || post.state === 'pending';
  const isStoppedByUser = post.error?.code === 'stopped_by_user';
  const isWaited = post.state === 'reconnect' && !revoked.has(post.connectionId);
  const wasWanted = (history.get(post.postId) ?? []).every(({ post: row }) => !userStates.has(row.state));
  return holds([
    [finalStates.has(post.state) && !isWaited, 'came to no end'],
    // What was stopped stays out of reach until whoever was sending it has let go.
    [post.leaseUntil === 0 || isStoppedByUser, 'is still leased'],
    [!isCancelled || !wasWanted, 'nobody cancelled it'],
    [!mustPublish || post.state === 'published' || isCancelled || isStoppedByUser, 'was not published'],
    [post.state === 'published' || isCancelled || post.error !== null, 'ended without a cause'],
    [!isCancelled || (post.wish === null && isEmpty(post.checkpoint)), 'something is left in its row'],
  ]);
}

const userStates: ReadonlySet<string> = new Set(['cancelled', 'pending']);

function judgeLedger(post: Post, own: readonly LedgerRow[], moments: readonly Moment[]): string[] {
  const there = own.filter(({ goneAt }) => goneAt === null);
  const seen = own.filter(wasSeen);
  const published = there.find(({ remoteId }) => remoteId === post.remoteId);
  const isDone = post.state === 'published';
  const isOff = post.state === 'cancelled' || post.state === 'pending';
  return holds([
    [there.length <= 1, `${there.length} of it are there`],
    [seen.length <= 1, `${seen.length} of it were seen`],
    [!isDone || published !== undefined, 'published but not there'],
    [!isDone || published?.bytes === post.sizeBytes, 'published with missing bytes'],
    [!isDone || !isOpenTo(post) || published?.visibleAt !== null, 'published but nobody can see it'],
    [!isOff || there.length === 0, `${post.state} but there`],
    [!isOff || seen.length === 0, `${post.state} but was seen`],
    [post.state !== 'failed' || there.length === 0, 'failed but there'],
    ...seen.map((row) => [wasAllowed(Number(row.visibleAt), moments), `too early`] as const),
  ]);
}

function isOpenTo({ request }: Post): boolean {
  return request.visibility !== 'private' && request.privacyLevel !== 'SELF_ONLY';
}

/** A video that is refused or deleted after others could see it was seen. */
function wasSeen({ visibleAt, goneAt }: LedgerRow): boolean {
  return visibleAt !== null && (goneAt === null || goneAt > visibleAt);
}

/** Whether its user wanted it out by then, or had wanted so a moment ago. */
function wasAllowed(visibleAt: number, moments: readonly Moment[]): boolean {
  return moments.some(({ post }, index) => {
    const until = moments[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const wanted = !userStates.has(post.state) && visibleAt >= (post.dueAt ?? 0) - skewMs;
    return wanted && moments[index] !== undefined && moments[index].at <= visibleAt && until >= visibleAt - graceMs;
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined;
}

function holds(checks: readonly (readonly [boolean, string])[]): string[] {
  return checks.flatMap(([isTrue, text]) => (isTrue ? [] : [text]));
}
