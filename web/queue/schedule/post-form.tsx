import { useState } from 'react';
import { explain, hasCode } from '../../data/errors.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import type { Plan } from '../actions/video-actions.ts';
import { IntervalFields, type Spacing } from './interval-fields.tsx';
import { toLocal } from './list-zones.ts';
import { type When, WhenFields } from './when-fields.tsx';

const { post: texts } = actionTexts;

type Mode = NonNullable<Plan['mode']>;
const modes: readonly { readonly value: Mode; readonly label: string }[] = [
  { value: 'immediate', label: texts.modes.immediate },
  { value: 'spaced', label: texts.modes.spaced },
  { value: 'specific_time', label: texts.modes.specific_time },
];

interface Props {
  readonly settings: GlobalSettings;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSubmit: (plan: Plan) => void;
  readonly onCancel: () => void;
}

/** How to post, beginning with what the settings say. */
export function PostForm({ settings, error, busy, onSubmit, onCancel }: Props) {
  const [mode, setMode] = useState<Mode>(settings.upload_immediately ? 'immediate' : settings.schedule_mode);
  const [spacing, setSpacing] = useState<Spacing>({
    value: settings.schedule_interval_value,
    unit: settings.schedule_interval_unit,
    firstNow: settings.upload_first_immediately,
  });
  const [when, setWhen] = useState<When>(() => ({
    local: toLocal(Date.now() + 3_600_000, settings.time_zone),
    zone: settings.time_zone,
    disambiguation: undefined,
  }));
  const isAsked = hasCode(error, 'ambiguous_time') || hasCode(error, 'nonexistent_time');
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit(buildPlan(mode, spacing, when));
      }}
    >
      <ChoiceGroup legend={texts.mode} choices={modes} value={mode} onChange={setMode} />
      {mode === 'spaced' && <IntervalFields value={spacing} onChange={setSpacing} />}
      {mode === 'specific_time' && <WhenFields value={when} onChange={setWhen} error={error} />}
      {Boolean(error) && !isAsked && (
        <Note tone="bad" role="alert">
          {explain(error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button onClick={onCancel}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {texts.submit[mode]}
        </Button>
      </div>
    </form>
  );
}

function buildPlan(mode: Mode, spacing: Spacing, { local, zone, disambiguation }: When): Plan {
  if (mode === 'immediate') return { mode };
  if (mode === 'spaced') {
    return {
      mode,
      interval_value: spacing.value,
      interval_unit: spacing.unit,
      first_immediately: spacing.firstNow,
    };
  }
  return { mode, start_time: local, time_zone: zone, ...(disambiguation && { disambiguation }) };
}
