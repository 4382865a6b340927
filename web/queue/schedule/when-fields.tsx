import { hasCode } from '../../data/errors.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { listZones } from './list-zones.ts';

const { when: texts } = actionTexts;

export type Disambiguation = 'earlier' | 'later';

/** A time as its user means it: what the clock shows, and where that clock hangs. */
export interface When {
  /** `YYYY-MM-DDTHH:MM`; empty = not said yet. */
  readonly local: string;
  readonly zone: string;
  readonly disambiguation: Disambiguation | undefined;
}

interface Props {
  readonly value: When;
  readonly onChange: (value: When) => void;
  /** Of the last try: it says whether the clock shows this time twice, or never. */
  readonly error: unknown;
}

const choices = [
  { value: 'earlier', label: texts.earlier },
  { value: 'later', label: texts.later },
] as const;

export function WhenFields({ value, onChange, error }: Props) {
  const isAmbiguous = hasCode(error, 'ambiguous_time');
  const isUnclear = isAmbiguous || hasCode(error, 'nonexistent_time') || value.disambiguation !== undefined;
  return (
    <>
      <Field
        label={texts.time}
        type="datetime-local"
        required
        value={value.local}
        onChange={(event) => onChange({ ...value, local: event.target.value, disambiguation: undefined })}
      />
      <SelectField
        label={texts.zone}
        choices={listZones(value.zone)}
        value={value.zone}
        onChange={(zone) => onChange({ ...value, zone, disambiguation: undefined })}
      />
      {isUnclear && (
        <Note tone="warn" role="alert">
          <ChoiceGroup
            legend={isAmbiguous ? texts.ambiguous : texts.nonexistent}
            choices={choices}
            value={value.disambiguation}
            onChange={(disambiguation) => onChange({ ...value, disambiguation })}
          />
        </Note>
      )}
    </>
  );
}
