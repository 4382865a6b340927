import { Suspense } from 'react';
import type { ConnectedAccount, Video } from '../data/api.ts';
import { useStore } from '../data/store.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { calendarDialog, closeDialog } from './calendar-dialog.ts';
import type { Entry } from './entries/entry.ts';
import type { Day } from './time/days.ts';

const EntryDialog = lazyPart(async () => ({ default: (await import('./entries/entry-dialog.tsx')).EntryDialog }));
const DayDialog = lazyPart(async () => ({ default: (await import('./list/day-dialog.tsx')).DayDialog }));
const MoveDialog = lazyPart(async () => ({ default: (await import('./move/move-dialog.tsx')).MoveDialog }));
const PlanDialog = lazyPart(async () => ({ default: (await import('./plan/plan-dialog.tsx')).PlanDialog }));

interface Props {
  readonly entries: readonly Entry[];
  readonly byDay: ReadonlyMap<Day, readonly Entry[]>;
  readonly videos: readonly Video[];
  readonly accounts: readonly ConnectedAccount[] | undefined;
  /** Whether these are all videos that there are. */
  readonly isComplete: boolean;
}

/** The dialog that is open. */
export function CalendarDialogs({ entries, byDay, videos, accounts, isComplete }: Props) {
  const present = useStore(calendarDialog);
  const entry = present?.kind === 'entry' ? entries.find(({ key }) => key === present.key) : undefined;
  return (
    <Suspense>
      {entry && <EntryDialog entry={entry} />}
      {present?.kind === 'day' && <DayDialog day={present.day} entries={byDay.get(present.day) ?? []} />}
      {present?.kind === 'move' && <MoveDialog task={present} />}
      {present?.kind === 'plan' && (
        <PlanDialog videos={videos} accounts={accounts} isComplete={isComplete} onClose={closeDialog} />
      )}
    </Suspense>
  );
}
