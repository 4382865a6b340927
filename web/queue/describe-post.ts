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

/** An instant (ISO 8601) as a person reads it. */
export type SayWhen = (instant: string) => string;

/**
 * Where a post stands, in words and in a colour.
 * @param sayWhen by whose clock; else the reader's own: the zone that was meant is said where a time is changed
 */
export function describePost(
  post: Post,
  sayWhen: SayWhen = formatDateTime,
): { readonly tone: Tone; readonly text: string } {
  if (post.stopping) return { tone: 'warn', text: texts.stopping };
  return { tone: tones[post.status], text: wordsOf(post, sayWhen) };
}

function wordsOf(post: Post, sayWhen: SayWhen): string {
  switch (post.status) {
    case 'uploading':
      return texts.uploading(post.percent);
    case 'scheduled':
      return texts.scheduled(plannedTime(post, sayWhen));
    case 'processing':
      return post.landed ? texts.landed(plannedTime(post, sayWhen)) : texts.processing;
    case 'waiting':
      return post.next_attempt_at ? texts.waitingUntil(sayWhen(post.next_attempt_at)) : texts.waiting;
    default:
      return texts[post.status];
  }
}

function plannedTime({ scheduled_time: time }: Post, sayWhen: SayWhen): string {
  return time === null ? '' : sayWhen(time);
}
