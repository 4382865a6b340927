import type { PostState } from './post.ts';

/** What a worker's turn may lead to. */
const byWorker = [
  'uploading',
  'processing',
  'waiting',
  'reconnect',
  'needs_check',
  'failed',
  'published',
  'cancelled',
] as const satisfies readonly PostState[];

/** …and what its user may do to a post that has not begun: take its time away, or put it off. */
const untilBegun = ['pending', 'scheduled', ...byWorker] as const satisfies readonly PostState[];

/** Every allowed change of state; whatever is not listed is refused. */
export const transitions: Readonly<Record<PostState, readonly PostState[]>> = {
  pending: ['scheduled', 'queued', 'cancelled'],
  // A worker takes it so long ahead of its time as the platform needs; until then it may get another time, or go at once.
  scheduled: ['queued', ...untilBegun],
  // A post that is queued again may already be further than its state says: its checkpoint decides.
  queued: untilBegun,
  uploading: untilBegun,
  // Back to uploading: the platform gave up what it had, by its own fault, and gets it again.
  // Cancelled or pending: what has landed ahead of its time was taken back.
  processing: ['pending', ...byWorker],
  waiting: ['queued', ...untilBegun],
  reconnect: ['pending', 'queued', 'uploading', 'processing', 'needs_check', 'cancelled', 'failed'],
  needs_check: ['published', 'queued', 'failed', 'cancelled'],
  failed: ['queued', 'scheduled', 'cancelled'],
  cancelled: ['queued', 'pending', 'scheduled'],
  published: [],
};

/** States in which a worker may take the post. */
export const claimableStates = [
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
] as const satisfies readonly PostState[];

/** Whether a post may go from one state to another. */
export function canTransition(from: PostState, to: PostState): boolean {
  return transitions[from].includes(to);
}
