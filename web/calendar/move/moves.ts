import { ApiError } from '../../../shared/contract/client/api-error.ts';
import { type Api, api, type Video } from '../../data/api.ts';
import { explain, hasCode } from '../../data/errors.ts';
import { platformTitles, shownPlatforms } from '../../data/platforms.ts';
import { queryClient } from '../../data/query-client.ts';
import { watchForExpiry } from '../../data/session-expiry.ts';
import { createStore } from '../../data/store.ts';
import { refreshVideos, replaceVideos } from '../../data/videos.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { calendarTexts as texts } from '../../texts/en/calendar.ts';
import { formatWallDateTime } from '../../texts/format-days.ts';
import { showToast } from '../../ui/toasts.ts';
import { openDialog } from '../calendar-dialog.ts';
import { type Entry, entryKey } from '../entries/entry.ts';
import { movablePosts } from '../entries/movable.ts';

type ScheduleWish = Parameters<Api['putSchedule']>[0]['body'];
type Left = Awaited<ReturnType<Api['putSchedule']>>['kept'];

/** Entries that are on their way to another time: key → what clocks will show there. */
export const moving = createStore<ReadonlyMap<string, string>>(new Map());

/** Why an entry was left where it is: key → reasons. */
export const refusals = createStore<ReadonlyMap<string, readonly string[]>>(new Map());

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value | undefined) {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** What could not be moved is often not what it looked like: it is read anew, after the reason has been read. */
export function forgetRefusal(key: string): void {
  if (!refusals.get().has(key)) return;
  refusals.set((present) => withEntry(present, key, undefined));
  void refreshVideos(queryClient);
}

/** Says at an entry why it, or a part of it, stays as it is. */
export function tellAtEntry(key: string, left: Left): void {
  if (left.length === 0) return;
  const reasons = left.map(({ platform, reason }) => actionTexts.refused(platformTitles[platform], reason));
  refusals.set((present) => withEntry(present, key, [...new Set(reasons)]));
}

/** What became of a wish: which destinations keep their time, and which would not take the video. */
interface Moved {
  /** When the others go out now, epoch milliseconds. */
  readonly at: number | undefined;
  readonly kept: Left;
  readonly refused: Left;
}

/** Gives a video a time at some destinations, and shows it there at once. */
export async function putTime(video: Video, wish: ScheduleWish): Promise<Moved> {
  const { refused, kept, ...changed } = await api.putSchedule({ params: { videoId: video.id }, body: wish });
  replaceVideos(queryClient, [changed]);
  void refreshVideos(queryClient);
  const missed = new Set([...kept, ...refused].map((one) => one.connection_id));
  const reached = changed.posts.find(
    ({ connection_id: id, scheduled_time: time }) =>
      time !== null && !missed.has(id) && (wish.connection_ids?.includes(id) ?? true),
  );
  return { at: reached?.scheduled_time ? Date.parse(reached.scheduled_time) : undefined, kept, refused };
}

/** Says of a wish what was not done: at the entry that stays, and at the one that came. */
export function tellMoved(video: Video, key: string | undefined, { at, kept, refused }: Moved): void {
  if (key !== undefined) tellAtEntry(key, kept);
  if (at !== undefined) tellAtEntry(entryKey(video.id, at), refused);
}

/**
 * Moves an entry by drag and drop: it is shown at the new time at once, and comes back with the reason when it may not go.
 * @param local what clocks of the zone shall show: `YYYY-MM-DDTHH:MM`
 */
export async function moveEntry(entry: Entry, local: string, zone: string): Promise<void> {
  const { key, video } = entry;
  const connectionIds = movablePosts(entry, Date.now()).map((post) => post.connection_id);
  if (local === entry.local || connectionIds.length === 0) return;
  forgetRefusal(key);
  moving.set((present) => withEntry(present, key, local));
  try {
    const wish = { scheduled_time: local, time_zone: zone, connection_ids: connectionIds };
    tellMoved(video, key, await putTime(video, wish));
    showToast(texts.move.saved(formatWallDateTime(local)), 'good');
  } catch (error) {
    watchForExpiry(error);
    if (hasCode(error, 'ambiguous_time') || hasCode(error, 'nonexistent_time')) {
      openDialog({ kind: 'move', video, connectionIds, local, zone, entryKey: key, error });
    } else refusals.set((present) => withEntry(present, key, reasonsOf(error)));
  } finally {
    moving.set((present) => withEntry(present, key, undefined));
  }
}

/** A refusal by several destinations names each of them. */
function reasonsOf(error: unknown): readonly string[] {
  if (!(error instanceof ApiError)) return [explain(error)];
  const told = error.details.flatMap(({ path, message }) => {
    const platform = shownPlatforms.find((name) => name === path);
    return platform ? [actionTexts.refused(platformTitles[platform], message)] : [];
  });
  return told.length > 0 ? [...new Set(told)] : [explain(error)];
}
