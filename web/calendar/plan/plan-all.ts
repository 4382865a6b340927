import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { ConnectedAccount, Post, Video } from '../../data/api.ts';
import type { Plan } from '../../queue/actions/video-actions.ts';

/** A plan that leaves nothing to the settings. */
export type PlanWish = Required<Pick<Plan, 'time_zone'>> &
  (
    | ({ readonly mode: 'spaced' } & Required<Pick<Plan, 'interval_value' | 'interval_unit' | 'first_immediately'>>)
    | ({ readonly mode: 'specific_time'; readonly start_time: string } & Pick<Plan, 'disambiguation'>)
  );

/** A video that would get a time. */
export interface PlannedVideo {
  readonly video: Video;
  readonly accounts: readonly ConnectedAccount[];
  /** Epoch milliseconds; undefined while nobody can say, because the clock shows that time twice, never, or is not set. */
  readonly at: number | undefined;
  readonly isNow: boolean;
}

/** Destinations of a video that would not take it as it is. */
export interface LeftOut {
  readonly video: Video;
  readonly accounts: readonly ConnectedAccount[];
}

/**
 * What ordering all videos at once will do, before it is done: the rules of `POST /api/upload` without named videos.
 * @param videos all of them, in the order of the queue
 * @param now epoch milliseconds
 */
export function planAll(
  videos: readonly Video[],
  accounts: readonly ConnectedAccount[],
  wish: PlanWish,
  now: number,
): { planned: PlannedVideo[]; leftOut: LeftOut[] } {
  const enabled = accounts.filter((account) => account.enabled);
  const choices = videos.filter(isChosen).map((video) => ({ video, ...chooseAccounts(video, enabled) }));
  const leftOut = choices.filter(({ refused }) => refused.length > 0);
  const planned = choices
    .filter(({ wanted }) => wanted.length > 0)
    .map(({ video, wanted }, index) => {
      const at = timeOf(index, wish, now);
      return { video, accounts: wanted, at, isNow: at === now };
    });
  return { planned, leftOut: leftOut.map(({ video, refused }) => ({ video, accounts: refused })) };
}

/** One that is out everywhere it was sent to goes nowhere else by itself. */
function isChosen({ status }: Video): boolean {
  return status !== 'receiving' && status !== 'uploaded';
}

function chooseAccounts(video: Video, enabled: readonly ConnectedAccount[]) {
  const open = enabled.filter((account) => isOpen(video, account));
  const isRefused = ({ platform }: ConnectedAccount) => video.preflight[platform] === 'refused';
  return { wanted: open.filter((account) => !isRefused(account)), refused: open.filter(isRefused) };
}

const open: ReadonlySet<Post['status']> = new Set(['pending', 'failed']);

/**
 * Whether the video waits to be sent there: what has a time keeps it, what was cancelled stays so. (What waits for an account
 * that was connected again this very moment is taken up too, for the one look until its worker frees it.)
 */
function isOpen(video: Video, { id }: ConnectedAccount): boolean {
  const post = video.posts.find(({ connection_id: connectionId }) => connectionId === id);
  return !post || open.has(post.status);
}

const unitMilliseconds = { minutes: 60_000, hours: 3_600_000 } as const;

function timeOf(index: number, wish: PlanWish, now: number): number | undefined {
  if (wish.mode === 'specific_time') return readLocal(wish.start_time, wish.time_zone, wish.disambiguation);
  const times = wish.interval_value * (index + (wish.first_immediately ? 0 : 1));
  if (wish.interval_unit !== 'days') return now + times * unitMilliseconds[wish.interval_unit];
  const start = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(now), wish.time_zone);
  return ZonedDateTime.addDays(start, times).epochMilliseconds;
}

const localPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

function readLocal(local: string, zone: string, chosen: 'earlier' | 'later' | undefined): number | undefined {
  const parts = localPattern.exec(local)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const wanted = PlainDateTime.create(year, month, day, hour, minute);
  const pick = (disambiguation: 'earlier' | 'later') =>
    PlainDateTime.toZonedDateTime(wanted, zone, { disambiguation }).epochMilliseconds;
  if (chosen) return pick(chosen);
  const [earlier, later] = [pick('earlier'), pick('later')];
  return earlier === later ? earlier : undefined;
}
