import { formTexts as texts } from '../texts/en/forms.ts';
import type { FormField } from './form-field.ts';

/** The value of a field as words: what stands there when a video says nothing of its own. */
export function describeValue<S>(field: FormField<S>, values: S): string {
  return texts.inherited(wordsOf(field, values));
}

function wordsOf<S>(field: FormField<S>, values: S): string {
  switch (field.kind) {
    case 'choice': {
      const value = field.get(values);
      return field.choices.find((choice) => choice.value === value)?.label ?? '';
    }
    case 'flag':
      return wordsOfFlag(field.get(values));
    case 'list':
      return field.get(values)?.join(', ') ?? '';
    default:
      return String(field.get(values) ?? '');
  }
}

function wordsOfFlag(value: boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  return value ? texts.on : texts.off;
}
