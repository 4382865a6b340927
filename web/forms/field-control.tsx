import { formTexts as texts } from '../texts/en/forms.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { describeValue } from './describe-value.ts';
import type { FormField } from './form-field.ts';
import { ListField } from './list-field.tsx';

interface Props<S> {
  readonly field: FormField<S>;
  readonly values: S;
  readonly onChange: (change: S) => void;
  readonly error: string | undefined;
  /** What holds where nothing is said. With it every field can be given back to the defaults. */
  readonly defaults?: S | undefined;
}

/** The control that fits a field. */
export function FieldControl<S>({ field, values, onChange, error, defaults }: Props<S>) {
  const { label, hint } = field;
  const inherited = defaults === undefined ? undefined : describeValue(field, defaults);
  const frame = { label, hint, error, placeholder: inherited };
  switch (field.kind) {
    case 'text':
      return (
        <Field
          {...frame}
          maxLength={field.maxLength}
          value={field.get(values) ?? ''}
          onChange={({ target }) => onChange(field.set(toText(target.value, defaults)))}
        />
      );
    case 'area':
      return (
        <TextArea
          {...frame}
          maxLength={field.maxLength}
          value={field.get(values) ?? ''}
          onChange={({ target }) => onChange(field.set(toText(target.value, defaults)))}
        />
      );
    case 'number':
      return (
        <Field
          {...frame}
          type="number"
          min={field.min}
          max={field.max}
          value={field.get(values) ?? ''}
          onChange={({ target }) => onChange(field.set(target.value === '' ? null : target.valueAsNumber))}
        />
      );
    case 'list':
      return (
        <ListField
          {...frame}
          value={field.get(values) ?? []}
          onChange={(list) => onChange(field.set(list.length === 0 && defaults !== undefined ? null : list))}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...frame}
          choices={[...inheritChoice(inherited), ...field.choices]}
          value={field.get(values) ?? ''}
          onChange={(value) => onChange(field.set(value === '' ? null : value))}
        />
      );
    case 'flag':
      if (defaults === undefined) {
        return (
          <Checkbox
            hint={error ?? hint}
            checked={field.get(values) ?? false}
            onChange={(on) => onChange(field.set(on))}
          >
            {label}
          </Checkbox>
        );
      }
      return (
        <SelectField
          {...frame}
          choices={[...inheritChoice(inherited), { value: 'on', label: texts.on }, { value: 'off', label: texts.off }]}
          value={toChoice(field.get(values))}
          onChange={(value) => onChange(field.set(value === '' ? null : value === 'on'))}
        />
      );
  }
}

/** Where there are defaults, an empty text is none of one's own. */
function toText(text: string, defaults: unknown): string | null {
  return text === '' && defaults !== undefined ? null : text;
}

function toChoice(value: boolean | null | undefined): '' | 'on' | 'off' {
  if (value === null || value === undefined) return '';
  return value ? 'on' : 'off';
}

function inheritChoice(inherited: string | undefined) {
  return inherited === undefined ? [] : [{ value: '', label: inherited }];
}
