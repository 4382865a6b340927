import type { Video } from '../data/api.ts';
import { createStore } from '../data/store.ts';
import type { Day } from './time/days.ts';

/** What stands in front of the calendar; there is one at a time. */
export type CalendarDialog =
  | { readonly kind: 'entry'; readonly key: string }
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'plan' }
  | {
      readonly kind: 'move';
      readonly video: Video;
      /** Accounts that it is about; undefined = every destination. */
      readonly connectionIds: readonly string[] | undefined;
      /** `YYYY-MM-DDTHH:MM` to begin with. */
      readonly local: string;
      readonly zone: string;
      /** The entry that it comes from. */
      readonly entryKey?: string;
      /** Why a first try did not succeed. */
      readonly error?: unknown;
    };

export const calendarDialog = createStore<CalendarDialog | null>(null);

export function openDialog(next: CalendarDialog): void {
  calendarDialog.set(next);
}

export function closeDialog(): void {
  calendarDialog.set(null);
}
