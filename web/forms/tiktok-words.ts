import { formTexts } from '../texts/en/forms.ts';
import type { FormField } from './form-field.ts';
import type { TiktokValues } from './platform-values.ts';

/** TikTok's own words for one video. What else it is told has a form of its own, as TikTok wants it. */
export const tiktokWords: readonly FormField<TiktokValues>[] = [
  {
    kind: 'area',
    maxLength: 5000,
    name: 'title',
    label: formTexts.title,
    get: (values) => values.title,
    set: (value) => ({ title: value }),
  },
];
