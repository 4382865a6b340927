import { findFieldError } from '../../data/errors.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { IntervalFields } from '../../queue/schedule/interval-fields.tsx';
import { listZones } from '../../queue/schedule/list-zones.ts';
import { type When, WhenFields } from '../../queue/schedule/when-fields.tsx';
import { templateTexts } from '../../texts/en/templates.ts';
import { Note } from '../../ui/note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { CategoryEdit } from '../draft/use-category.ts';
import { findChoice, localStartOf, readInstants } from './start-time.ts';

const { posting: texts } = templateTexts;

interface Props {
  readonly mode: 'immediate' | GlobalSettings['schedule_mode'];
  readonly edit: CategoryEdit<GlobalSettings>;
  readonly error: unknown;
}

/** When exactly, and in which zone. */
export function PlanFields({ mode, edit, error }: Props) {
  const { values, touch } = edit;
  if (mode === 'specific_time') return <StartFields edit={edit} error={error} />;
  const refused = findFieldError(error, 'schedule_interval_value');
  const spacing = {
    value: values.schedule_interval_value,
    unit: values.schedule_interval_unit,
    firstNow: values.upload_first_immediately,
  };
  return (
    <>
      {mode === 'spaced' && (
        <IntervalFields
          value={spacing}
          onChange={(next) =>
            touch({
              schedule_interval_value: next.value,
              schedule_interval_unit: next.unit,
              upload_first_immediately: next.firstNow,
            })
          }
        />
      )}
      {refused !== undefined && <Note tone="bad">{refused}</Note>}
      <SelectField
        label={texts.zone}
        hint={texts.zoneHint}
        choices={listZones(values.time_zone)}
        value={values.time_zone}
        onChange={(zone) => touch({ time_zone: zone })}
      />
    </>
  );
}

function StartFields({ edit, error }: Omit<Props, 'mode'>) {
  const { values, touch } = edit;
  const { schedule_start_time: start, time_zone: zone } = values;
  const instants = readInstants(error);
  const refused = instants ? undefined : findFieldError(error, 'schedule_start_time');
  const change = (next: When) => {
    const chosen = next.disambiguation && instants?.[next.disambiguation];
    touch({ schedule_start_time: chosen ?? next.local, time_zone: next.zone });
  };
  return (
    <>
      <WhenFields
        value={{ local: localStartOf(start, zone), zone, disambiguation: findChoice(start, instants) }}
        onChange={change}
        error={error}
      />
      {refused !== undefined && <Note tone="bad">{refused}</Note>}
    </>
  );
}
