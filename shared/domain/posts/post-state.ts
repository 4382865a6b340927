import type { PostState } from './post.ts';

/**
 * Every allowed change of state; whatever is not listed is refused. Back to pending: its user has taken its time away, and
 * nothing of it is at the platform.
 */
export const transitions: Readonly<Record<PostState, readonly PostState[]>> = {
  pending: ['scheduled', 'queued', 'cancelled'],
  // A worker takes it so long ahead of its time as the platform needs; until then it may get another time, or go at once.
  scheduled: [
    'pending',
    'scheduled',
    'queued',
    'uploading',
    'processing',
    'waiting',
    'reconnect',
    'needs_check',
    'failed',
    'published',
    'cancelled',
  ],
  // A post that is queued again may already be further than its state says: its checkpoint decides.
  // From here on, scheduled again: nothing of it has begun, and its user has put it off.
  queued: [
    'pending',
    'scheduled',
    'uploading',
    'processing',
    'waiting',
    'reconnect',
    'needs_check',
    'failed',
    'published',
    'cancelled',
  ],
  uploading: [
    'pending',
    'scheduled',
    'uploading',
    'processing',
    'waiting',
    'reconnect',
    'needs_check',
    'failed',
    'published',
    'cancelled',
  ],
  // Back to uploading: the platform gave up what it had, by its own fault, and gets it again.
  // Cancelled: what has landed ahead of its time was taken back.
  processing: ['processing', 'uploading', 'waiting', 'reconnect', 'needs_check', 'failed', 'published', 'cancelled'],
  waiting: [
    'pending',
    'scheduled',
    'waiting',
    'uploading',
    'processing',
    'queued',
    'reconnect',
    'needs_check',
    'failed',
    'published',
    'cancelled',
  ],
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
