import type { Post } from '../../../shared/domain/posts/post.ts';
import { wordsOf } from './build-simulated-posts.ts';
import type { LedgerRow } from './platforms/platform-model.ts';
import { finalStates, type Moment, type Outcome } from './simulated-world.ts';

/** How much too early Hopper may be beside what its clocks are off. */
const earlyMs = 1_000;
/** So long a platform may go on with a time that its user has changed: whoever has to tell it may have died. */
const graceMs = 20 * 60_000;

/**
 * Who looks and then deletes may be frozen in between for so long, and YouTube knows no deletion on a condition. Whoever is
 * not frozen leaves alone what opens within ten seconds.
 */
const blinkMs = 130_000;

interface Rules {
  /** Only what heals goes wrong: what its user still wants must be out. */
  readonly mustPublish: boolean;
  /** Nothing goes wrong at all: nobody is asked for anything. */
  readonly isCalm?: boolean;
  /** How far clocks are off at most. */
  readonly skewMs: number;
}

/** Judges a world by what exists at the platforms. @returns one text for every broken invariant */
export function listViolations(outcome: Outcome, rules: Rules): string[] {
  const rows = Map.groupBy(outcome.ledger, ({ platform, words }) => `${platform} ${words}`);
  return outcome.posts.flatMap((post) => {
    const own = rows.get(`${post.platform} ${wordsOf(post)}`) ?? [];
    const moments = outcome.history.get(post.postId) ?? [];
    const found = [
      ...judgeEnd(post, outcome, rules),
      ...judgeLedger(post, own, moments, rules),
      ...judgeLife(own, moments, rules),
    ];
    return found.map((text) => `${post.postId.slice(-14)} ${text} (${post.state}, ${JSON.stringify(post.error)})`);
  });
}

function judgeEnd(post: Post, { revoked, history, thefts }: Outcome, { mustPublish }: Rules): string[] {
  const isCancelled = post.state === 'cancelled' || post.state === 'pending';
  const isStoppedByUser = post.error?.code === 'stopped_by_user';
  const isWaited = post.state === 'reconnect' && !revoked.has(post.connectionId);
  const wasWanted = (history.get(post.postId) ?? []).every(({ post: row }) => !userStates.has(row.state));
  return holds([
    [finalStates.has(post.state) && !isWaited, 'came to no end'],
    [!thefts.includes(post.postId), 'two workers held it at once'],
    // What was stopped stays out of reach until whoever was sending it has let go.
    [post.leaseUntil === 0 || isStoppedByUser, 'is still leased'],
    [!isCancelled || !wasWanted, 'nobody cancelled it'],
    [!mustPublish || post.state === 'published' || isCancelled || isStoppedByUser, 'was not published'],
    [post.state === 'published' || isCancelled || post.error !== null, 'ended without a cause'],
    [!isCancelled || (post.wish === null && isEmpty(post.checkpoint)), 'something is left in its row'],
  ]);
}

function judgeLife(own: readonly LedgerRow[], moments: readonly Moment[], { mustPublish, isCalm }: Rules): string[] {
  const wasAsked = moments.some(({ post: { state } }) => state === 'reconnect');
  return holds([
    [!isCalm || !wasAsked, 'its user had to connect again'],
    [!mustPublish || !wasForced(own, moments), "came out against its user's will"],
  ]);
}

const userStates: ReadonlySet<string> = new Set(['cancelled', 'pending']);

function judgeLedger(
  post: Post,
  own: readonly LedgerRow[],
  moments: readonly Moment[],
  { mustPublish, skewMs }: Rules,
): string[] {
  const there = own.filter(({ goneAt }) => goneAt === null);
  const seen = own.filter(wasSeen);
  const published = there.find(({ remoteId }) => remoteId === post.remoteId);
  const isDone = post.state === 'published';
  const isOff = post.state === 'cancelled' || post.state === 'pending';
  // A platform that refuses everything for hours cannot be told of a new time.
  const patienceMs = mustPublish ? graceMs : Number.POSITIVE_INFINITY;
  return holds([
    [there.length <= 1, `${there.length} of it are there`],
    [seen.length <= 1, `${seen.length} of it were seen`],
    [!isDone || published !== undefined, 'published but not there'],
    [!isDone || published?.bytes === post.sizeBytes, 'published with missing bytes'],
    [!isDone || !isOpenTo(post) || published?.visibleAt !== null, 'published but nobody can see it'],
    [!isOff || there.length === 0, `${post.state} but there`],
    [!isOff || seen.length === 0, `${post.state} but was seen`],
    [post.state !== 'failed' || there.length === 0, 'failed but there'],
    ...seen.map((row) => [wasAllowed(Number(row.visibleAt), moments, { patienceMs, skewMs }), `too early`] as const),
  ]);
}

/** Whether it came out long after its user had asked to take it back, and had not changed that wish. */
function wasForced(own: readonly LedgerRow[], moments: readonly Moment[]): boolean {
  const isWish = ({ post }: Moment, index: number) => post.wish !== null && moments[index - 1]?.post.wish === null;
  const asked = moments.findLastIndex(isWish);
  const wish = moments[asked];
  if (!wish) return false;
  const isWantedAgain = moments.slice(asked).some(({ post }) => post.state === 'scheduled' || post.state === 'queued');
  return !isWantedAgain && own.some((row) => wasSeen(row) && Number(row.visibleAt) > wish.at + graceMs);
}

function isOpenTo({ request }: Post): boolean {
  return request.visibility !== 'private' && request.privacyLevel !== 'SELF_ONLY';
}

/** What its owner has deleted was seen if others could see it before for longer than a blink. */
function wasSeen({ visibleAt, goneAt }: LedgerRow): boolean {
  return visibleAt !== null && (goneAt === null || goneAt > visibleAt + blinkMs);
}

/** Whether its user wanted it out by then, or had wanted so a moment ago. */
function wasAllowed(
  visibleAt: number,
  moments: readonly Moment[],
  { patienceMs, skewMs }: { readonly patienceMs: number; readonly skewMs: number },
): boolean {
  return moments.some(({ post }, index) => {
    const until = moments[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const wanted = !userStates.has(post.state) && visibleAt >= (post.dueAt ?? 0) - skewMs - earlyMs;
    return wanted && moments[index] !== undefined && moments[index].at <= visibleAt && until >= visibleAt - patienceMs;
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined;
}

function holds(checks: readonly (readonly [boolean, string])[]): string[] {
  return checks.flatMap(([isTrue, text]) => (isTrue ? [] : [text]));
}
