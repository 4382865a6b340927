import type * as z from 'zod';
import type { TimelineEvent } from '../../contract/routes/timeline.ts';
import type { TimelineKind } from '../../contract/timeline-kind.ts';
import type { PostEvent } from './post-event.ts';

const words: Readonly<Record<z.infer<typeof TimelineKind>, string>> = {
  claimed: 'A worker has taken the post.',
  session_opened: 'The platform has begun to take the video.',
  bytes_sent: 'A part of the video has arrived.',
  processing: 'The platform processes the video.',
  ready: 'Everything is there; it goes live when it is due.',
  published: 'It is out.',
  waiting: 'It goes on later.',
  reconnect: 'It goes on when the account is connected again.',
  needs_check: 'A person must look at the platform.',
  failed: 'It has failed.',
  withdrawn: 'It was taken back before anybody saw it.',
  too_late: 'It could not be taken back any more; it goes on.',
  lease_lost: 'Another worker has taken over.',
};

/** A step as the API tells it. */
export function buildEventView(event: PostEvent): z.infer<typeof TimelineEvent> {
  const { eventId, at, kind, bytes, until, error, remoteId, calls } = event;
  return {
    id: eventId,
    at: toIso(at),
    kind,
    message: error ? `${words[kind]} ${error.message}` : words[kind],
    bytes,
    until: until === null ? null : toIso(until),
    error,
    remote_id: remoteId,
    calls: calls.map(({ at: calledAt, requestId, ...call }) => ({
      ...call,
      at: toIso(calledAt),
      request_id: requestId,
    })),
  };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
