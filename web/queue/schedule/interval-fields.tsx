import { actionTexts } from '../../texts/en/actions.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { SelectField } from '../../ui/select-field.tsx';
import type { Plan } from '../actions/video-actions.ts';

const { post: texts } = actionTexts;

type Unit = NonNullable<Plan['interval_unit']>;
const units: readonly { readonly value: Unit; readonly label: string }[] = [
  { value: 'minutes', label: texts.units.minutes },
  { value: 'hours', label: texts.units.hours },
  { value: 'days', label: texts.units.days },
];

/** How far apart videos go out. */
export interface Spacing {
  readonly value: number;
  readonly unit: Unit;
  readonly firstNow: boolean;
}

interface Props {
  readonly value: Spacing;
  readonly onChange: (value: Spacing) => void;
}

export function IntervalFields({ value, onChange }: Props) {
  return (
    <>
      <div className={form.pair}>
        <Field
          label={texts.interval}
          type="number"
          min={1}
          required
          value={value.value}
          onChange={(event) => onChange({ ...value, value: event.target.valueAsNumber || 1 })}
        />
        <SelectField
          label={texts.unit}
          choices={units}
          value={value.unit}
          onChange={(unit) => onChange({ ...value, unit })}
        />
      </div>
      <Checkbox checked={value.firstNow} onChange={(firstNow) => onChange({ ...value, firstNow })}>
        {texts.firstNow}
      </Checkbox>
    </>
  );
}
