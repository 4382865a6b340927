import { formTexts } from '../texts/en/forms.ts';
import { choiceField, type FormField } from './form-field.ts';
import type { InstagramValues } from './platform-values.ts';

const { instagram: texts } = formTexts;
type Field = FormField<InstagramValues>;

/** What Instagram is told beside the words. */
export const instagramFields: readonly Field[] = [
  choiceField({
    name: 'media_type',
    label: texts.type,
    choices: [
      { value: 'REELS', label: texts.types.REELS },
      { value: 'STORIES', label: texts.types.STORIES },
    ],
    get: (values: InstagramValues) => values.media_type,
    set: (value) => ({ media_type: value }),
  }),
  {
    kind: 'flag',
    name: 'share_to_feed',
    label: texts.feed,
    get: (values) => values.share_to_feed,
    set: (value) => ({ share_to_feed: value }),
  },
  {
    kind: 'flag',
    name: 'is_ai_generated',
    label: texts.ai,
    get: (values) => values.is_ai_generated,
    set: (value) => ({ is_ai_generated: value }),
  },
  {
    kind: 'flag',
    name: 'is_paid_partnership',
    label: texts.partnership,
    get: (values) => values.is_paid_partnership,
    set: (value) => ({ is_paid_partnership: value }),
  },
  {
    kind: 'list',
    name: 'branded_content_sponsor_ids',
    label: texts.sponsors,
    hint: texts.sponsorsHint,
    get: (values) => values.branded_content_sponsor_ids,
    set: (value) => ({ branded_content_sponsor_ids: value }),
  },
  {
    kind: 'flag',
    name: 'disable_comments',
    label: texts.noComments,
    get: (values) => values.disable_comments,
    set: (value) => ({ disable_comments: value }),
  },
  {
    kind: 'flag',
    name: 'trial_reel',
    label: texts.trial,
    get: (values) => values.trial_reel,
    set: (value) => ({ trial_reel: value }),
  },
  {
    kind: 'list',
    name: 'collaborators',
    label: texts.collaborators,
    hint: texts.collaboratorsHint,
    get: (values) => values.collaborators,
    set: (value) => ({ collaborators: value }),
  },
  {
    kind: 'list',
    name: 'user_tags',
    label: texts.people,
    hint: texts.peopleHint,
    get: (values) => values.user_tags,
    set: (value) => ({ user_tags: value }),
  },
  {
    kind: 'text',
    maxLength: 100,
    name: 'audio_name',
    label: texts.audio,
    get: (values) => values.audio_name,
    set: (value) => ({ audio_name: value }),
  },
  {
    kind: 'text',
    maxLength: 30,
    name: 'location_id',
    label: texts.location,
    hint: texts.locationHint,
    get: (values) => values.location_id,
    set: (value) => ({ location_id: value }),
  },
  {
    kind: 'text',
    maxLength: 2000,
    name: 'cover_url',
    label: texts.cover,
    hint: texts.coverHint,
    get: (values) => values.cover_url,
    set: (value) => ({ cover_url: value }),
  },
  {
    kind: 'number',
    min: 0,
    max: 900000,
    name: 'thumb_offset_ms',
    label: texts.frame,
    get: (values) => values.thumb_offset_ms,
    set: (value) => ({ thumb_offset_ms: value }),
  },
  {
    kind: 'area',
    maxLength: 2200,
    name: 'first_comment',
    label: texts.comment,
    hint: texts.commentHint,
    get: (values) => values.first_comment,
    set: (value) => ({ first_comment: value }),
  },
];

/** Instagram's own words for one video. */
export const instagramWords: readonly Field[] = [
  {
    kind: 'area',
    maxLength: 2200,
    name: 'caption',
    label: formTexts.caption,
    get: (values) => values.caption,
    set: (value) => ({ caption: value }),
  },
];
