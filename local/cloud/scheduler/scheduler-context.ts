import type { ClientTokens } from './client-tokens.ts';
import type { GroupStore } from './group-store.ts';
import type { InvocationStore } from './invocation-store.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** What the operations of the scheduler work on. */
export interface SchedulerContext {
  groups: GroupStore;
  schedules: ScheduleStore;
  invocations: InvocationStore;
  tokens: ClientTokens;
  /** To be called after anything that may change what is due next. */
  wake(): void;
  now: () => number;
}

/** Times go over the wire as seconds. */
export function toSeconds(milliseconds: number): number {
  return milliseconds / 1_000;
}
