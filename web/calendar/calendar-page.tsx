import { useQuery } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useEffect } from 'react';
import { globalSettingsQuery } from '../data/settings.ts';
import { calendarTexts as texts } from '../texts/en/calendar.ts';
import { commonTexts } from '../texts/en/common.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Calendar } from './calendar.tsx';
import { closeDialog, openDialog } from './calendar-dialog.ts';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import { usePlace } from './use-place.ts';

/** When everything goes out, and when it did. */
export function CalendarPage() {
  const settings = useQuery(globalSettingsQuery);
  const [place, setPlace] = usePlace();
  useEffect(() => closeDialog, []);
  // Without settings the reader's own clock is better than none.
  const usual = settings.data?.time_zone ?? (settings.isError ? ownZone() : undefined);
  const zone = place.zone ?? usual;
  return (
    <>
      <PageHeader title={commonTexts.places.calendar}>
        <Button variant="primary" onClick={() => openDialog({ kind: 'plan' })}>
          <CalendarPlus size={16} aria-hidden />
          {texts.plan.button}
        </Button>
      </PageHeader>
      {zone === undefined ? <CalendarSkeleton /> : <Calendar place={place} zone={zone} onPlace={setPlace} />}
    </>
  );
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
