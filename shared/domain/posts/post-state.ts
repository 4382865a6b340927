import type { PostState } from './post.ts';

/** Every allowed change of state; whatever is not listed is refused by `assertTransition` and by the table. */
export const transitions: Readonly<Record<PostState, readonly PostState[]>> = {
  pending: ['scheduled', 'queued', 'cancelled'],
  scheduled: ['pending', 'queued', 'cancelled'],
  // A post that is queued again may already be further than its state says: its checkpoint decides.
  queued: ['uploading', 'processing', 'waiting', 'reconnect', 'needs_check', 'failed', 'published', 'cancelled'],
  uploading: ['uploading', 'processing', 'waiting', 'reconnect', 'needs_check', 'failed', 'published', 'cancelled'],
  processing: ['processing', 'waiting', 'reconnect', 'needs_check', 'failed', 'published'],
  waiting: [
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
  reconnect: ['queued', 'uploading', 'processing', 'cancelled', 'failed'],
  needs_check: ['published', 'queued', 'failed', 'cancelled'],
  failed: ['queued', 'cancelled'],
  cancelled: ['queued', 'pending', 'scheduled'],
  published: [],
};

/** States in which a worker may take the post. */
export const claimableStates = ['queued', 'uploading', 'processing', 'waiting'] as const satisfies readonly PostState[];

/** Whether a post may go from one state to another. */
export function canTransition(from: PostState, to: PostState): boolean {
  return transitions[from].includes(to);
}

/** States that may become `to`: the condition of a guarded write. */
export function statesThatMayBecome(to: PostState): PostState[] {
  return Object.entries(transitions).flatMap(([from, targets]) => (targets.includes(to) ? [toState(from)] : []));
}

function toState(value: string): PostState {
  const state = stateNames.find((name) => name === value);
  if (!state) throw new Error(`Unknown post state ${value}`);
  return state;
}

const stateNames: readonly PostState[] = [
  'pending',
  'scheduled',
  'queued',
  'uploading',
  'processing',
  'waiting',
  'reconnect',
  'needs_check',
  'failed',
  'cancelled',
  'published',
];
