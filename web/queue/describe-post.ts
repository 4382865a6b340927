import type { Post } from '../data/api.ts';
import { queueTexts } from '../texts/en/queue.ts';
import { formatDateTime } from '../texts/format.ts';
import type { Tone } from '../ui/note.tsx';

const { status: texts } = queueTexts;

const tones: Readonly<Record<Post['status'], Tone>> = {
  pending: 'neutral',
  scheduled: 'accent',
  queued: 'neutral',
  uploading: 'accent',
  processing: 'accent',
  waiting: 'warn',
  reconnect: 'warn',
  needs_check: 'warn',
  published: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** Where a post stands, in words and in a colour. */
export function describePost(post: Post): { readonly tone: Tone; readonly text: string } {
  if (post.stopping) return { tone: 'warn', text: texts.stopping };
  return { tone: tones[post.status], text: wordsOf(post) };
}

function wordsOf(post: Post): string {
  switch (post.status) {
    case 'uploading':
      return texts.uploading(post.percent);
    case 'scheduled':
      return texts.scheduled(plannedTime(post));
    case 'processing':
      return post.landed ? texts.landed(plannedTime(post)) : texts.processing;
    case 'waiting':
      return post.next_attempt_at ? texts.waitingUntil(formatDateTime(post.next_attempt_at)) : texts.waiting;
    default:
      return texts[post.status];
  }
}

/** In the reader's own clock; the zone that was meant is said where a time is changed. */
function plannedTime({ scheduled_time: time }: Post): string {
  return time === null ? '' : formatDateTime(time);
}
