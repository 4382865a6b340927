import { formTexts } from '../texts/en/forms.ts';
import { choiceField, type FormField } from './form-field.ts';
import type { YoutubeValues } from './platform-values.ts';

const { youtube: texts } = formTexts;
type Field = FormField<YoutubeValues>;
type Category = NonNullable<YoutubeValues['category_id']>;

const categories: readonly Category[] = [
  ...(['1', '2', '10', '15', '17', '19', '20', '22'] as const),
  ...(['23', '24', '25', '26', '27', '28', '29'] as const),
];

const visibility: Field = choiceField({
  name: 'visibility',
  label: formTexts.visibility,
  choices: [
    { value: 'public', label: formTexts.visibilities.public },
    { value: 'unlisted', label: formTexts.visibilities.unlisted },
    { value: 'private', label: formTexts.visibilities.private },
  ],
  get: (values: YoutubeValues) => values.visibility,
  set: (value) => ({ visibility: value }),
});

/** What YouTube is told beside the words. */
export const youtubeFields: readonly Field[] = [
  visibility,
  choiceField({
    name: 'category_id',
    label: texts.category,
    choices: categories.map((value) => ({ value, label: texts.categories[value] })),
    get: (values: YoutubeValues) => values.category_id,
    set: (value) => ({ category_id: value }),
  }),
  {
    kind: 'flag',
    name: 'made_for_kids',
    label: formTexts.madeForKids,
    get: (values) => values.made_for_kids,
    set: (value) => ({ made_for_kids: value }),
  },
  {
    kind: 'flag',
    name: 'notify_subscribers',
    label: texts.notify,
    get: (values) => values.notify_subscribers,
    set: (value) => ({ notify_subscribers: value }),
  },
  {
    kind: 'flag',
    name: 'contains_synthetic_media',
    label: texts.synthetic,
    get: (values) => values.contains_synthetic_media,
    set: (value) => ({ contains_synthetic_media: value }),
  },
  {
    kind: 'flag',
    name: 'has_paid_product_placement',
    label: texts.promotion,
    get: (values) => values.has_paid_product_placement,
    set: (value) => ({ has_paid_product_placement: value }),
  },
  {
    kind: 'flag',
    name: 'embeddable',
    label: texts.embeddable,
    get: (values) => values.embeddable,
    set: (value) => ({ embeddable: value }),
  },
  {
    kind: 'flag',
    name: 'public_stats_viewable',
    label: texts.stats,
    get: (values) => values.public_stats_viewable,
    set: (value) => ({ public_stats_viewable: value }),
  },
  choiceField({
    name: 'license',
    label: texts.license,
    choices: [
      { value: 'youtube', label: texts.licenses.youtube },
      { value: 'creativeCommon', label: texts.licenses.creativeCommon },
    ],
    get: (values: YoutubeValues) => values.license,
    set: (value) => ({ license: value }),
  }),
  {
    kind: 'list',
    name: 'playlist_ids',
    label: texts.playlists,
    hint: texts.playlistsHint,
    get: (values) => values.playlist_ids,
    set: (value) => ({ playlist_ids: value }),
  },
  {
    kind: 'text',
    maxLength: 35,
    name: 'default_language',
    label: texts.language,
    hint: texts.languageHint,
    get: (values) => values.default_language,
    set: (value) => ({ default_language: value }),
  },
  {
    kind: 'text',
    maxLength: 35,
    name: 'default_audio_language',
    label: texts.audioLanguage,
    hint: texts.languageHint,
    get: (values) => values.default_audio_language,
    set: (value) => ({ default_audio_language: value }),
  },
  {
    kind: 'text',
    maxLength: 40,
    name: 'recording_date',
    label: texts.recorded,
    hint: texts.recordedHint,
    get: (values) => values.recording_date,
    set: (value) => ({ recording_date: value }),
  },
];

/** YouTube's own words for one video. */
export const youtubeWords: readonly Field[] = [
  {
    kind: 'text',
    maxLength: 200,
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
    maxLength: 600,
    name: 'tags',
    label: formTexts.tags,
    hint: formTexts.tagsHint,
    get: (values) => values.tags,
    set: (value) => ({ tags: value }),
  },
];
