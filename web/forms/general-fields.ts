import { formTexts } from '../texts/en/forms.ts';
import { choiceField, type FormField } from './form-field.ts';
import type { VideoChange } from './platform-values.ts';

/** What a video says at every platform that has nothing of its own. */
export const generalWords: readonly FormField<VideoChange>[] = [
  {
    kind: 'text',
    maxLength: 100,
    name: 'title',
    label: formTexts.title,
    get: (values) => values.title,
    set: (value) => ({ title: value }),
  },
  {
    kind: 'area',
    maxLength: 5000,
    name: 'description',
    label: formTexts.description,
    get: (values) => values.description,
    set: (value) => ({ description: value }),
  },
  {
    kind: 'text',
    maxLength: 500,
    name: 'tags',
    label: formTexts.tags,
    hint: formTexts.tagsHint,
    get: (values) => values.tags,
    set: (value) => ({ tags: value }),
  },
];

/** How it is shown there. */
export const generalFields: readonly FormField<VideoChange>[] = [
  choiceField({
    name: 'visibility',
    label: formTexts.visibility,
    choices: [
      { value: 'public', label: formTexts.visibilities.public },
      { value: 'unlisted', label: formTexts.visibilities.unlisted },
      { value: 'private', label: formTexts.visibilities.private },
    ],
    get: (values: VideoChange) => values.visibility,
    set: (value) => ({ visibility: value }),
  }),
  {
    kind: 'flag',
    name: 'made_for_kids',
    label: formTexts.madeForKids,
    get: (values) => values.made_for_kids,
    set: (value) => ({ made_for_kids: value }),
  },
];
