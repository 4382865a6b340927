import { useState } from 'react';
import type { ConnectedAccount, Video } from '../../data/api.ts';
import { explain, hasCode } from '../../data/errors.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { IntervalFields, type Spacing } from '../../queue/schedule/interval-fields.tsx';
import { toLocal } from '../../queue/schedule/list-zones.ts';
import { type When, WhenFields } from '../../queue/schedule/when-fields.tsx';
import { calendarTexts } from '../../texts/en/calendar.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { useFrame } from '../calendar-context.ts';
import { useNow } from '../time/use-now.ts';
import { type PlanWish, planAll } from './plan-all.ts';
import { PlanPreview } from './plan-preview.tsx';
import { whyNot } from './why-not.ts';

const { plan: texts } = calendarTexts;

type Mode = PlanWish['mode'];
const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'spaced', label: texts.modes.spaced },
  { value: 'specific_time', label: texts.modes.specific_time },
];
const aheadMilliseconds = 3_600_000;
/** A plan counts from now: its minutes are not to be older than they look. */
const tickMilliseconds = 5000;

interface Props {
  readonly settings: GlobalSettings;
  readonly videos: readonly Video[];
  readonly accounts: readonly ConnectedAccount[];
  readonly isReady: boolean;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSubmit: (wish: PlanWish) => void;
  readonly onCancel: () => void;
}

/** How to plan, beginning with what the settings say, and what comes of it. */
export function PlanForm({ settings, videos, accounts, isReady, error, busy, onSubmit, onCancel }: Props) {
  const { zone } = useFrame();
  const now = useNow(tickMilliseconds);
  const [mode, setMode] = useState<Mode>(settings.schedule_mode);
  const [spacing, setSpacing] = useState<Spacing>({
    value: settings.schedule_interval_value,
    unit: settings.schedule_interval_unit,
    firstNow: settings.upload_first_immediately,
  });
  const [when, setWhen] = useState<When>(() => ({
    local: toLocal(Date.now() + aheadMilliseconds, zone),
    zone,
    disambiguation: undefined,
  }));
  const wish = buildWish(mode, spacing, when, zone);
  const plan = planAll(videos, accounts, wish, now);
  const problem = isReady ? whyNot(plan.planned, accounts, now) : undefined;
  const isAsked = hasCode(error, 'ambiguous_time') || hasCode(error, 'nonexistent_time');
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && isReady && problem === undefined) onSubmit(wish);
      }}
    >
      <ChoiceGroup legend={texts.mode} choices={modes} value={mode} onChange={setMode} />
      {mode === 'spaced' && <IntervalFields value={spacing} onChange={setSpacing} />}
      {mode === 'specific_time' && <WhenFields value={when} onChange={setWhen} error={error} />}
      <PlanPreview
        plan={plan}
        zone={wish.time_zone}
        isFromNow={mode === 'spaced'}
        problem={problem}
        isReady={isReady}
      />
      {Boolean(error) && !isAsked && (
        <Note tone="bad" role="alert">
          {explain(error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button onClick={onCancel}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!isReady || problem !== undefined}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

function buildWish(mode: Mode, spacing: Spacing, when: When, zone: string): PlanWish {
  if (mode === 'spaced') {
    return {
      mode,
      interval_value: spacing.value,
      interval_unit: spacing.unit,
      first_immediately: spacing.firstNow,
      time_zone: zone,
    };
  }
  const { local, disambiguation } = when;
  return { mode, start_time: local, time_zone: when.zone, ...(disambiguation && { disambiguation }) };
}
