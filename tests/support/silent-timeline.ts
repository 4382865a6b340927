import type { Timeline } from '../../shared/worker/timeline.ts';

/** A timeline that keeps nothing, for worlds that are about something else. */
export const silentTimeline: Timeline = {
  trace: () => undefined,
  note: () => undefined,
  settle: async () => undefined,
};
