import type { InstagramSwitches } from '../../contract/settings/instagram.ts';
import type { FieldProblem } from '../../domain/hopper-error.ts';

interface Rule {
  readonly path: keyof InstagramSwitches;
  readonly isWrong: (settings: InstagramSwitches) => boolean;
  readonly message: string;
}

const notForStories = 'Instagram does not take this for stories.';
const isStory = ({ media_type }: InstagramSwitches) => media_type === 'STORIES';

/** @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media */
const rules: readonly Rule[] = [
  {
    path: 'disable_likes',
    isWrong: ({ disable_likes }) => disable_likes,
    message: "Instagram's API cannot switch likes off or hide them. Do it in the Instagram app after posting.",
  },
  {
    path: 'collaborators',
    isWrong: (settings) => isStory(settings) && settings.collaborators.length > 0,
    message: notForStories,
  },
  { path: 'cover_url', isWrong: (settings) => isStory(settings) && settings.cover_url !== '', message: notForStories },
  {
    path: 'thumb_offset_ms',
    isWrong: (settings) => isStory(settings) && settings.thumb_offset_ms > 0,
    message: notForStories,
  },
  {
    path: 'audio_name',
    isWrong: (settings) => isStory(settings) && settings.audio_name !== '',
    message: notForStories,
  },
  { path: 'trial_reel', isWrong: (settings) => isStory(settings) && settings.trial_reel, message: notForStories },
  {
    path: 'first_comment',
    isWrong: (settings) => isStory(settings) && settings.first_comment !== '',
    message: notForStories,
  },
  {
    path: 'disable_comments',
    isWrong: (settings) => isStory(settings) && settings.disable_comments,
    message: notForStories,
  },
  {
    path: 'first_comment',
    isWrong: (settings) => settings.disable_comments && settings.first_comment !== '',
    message: 'A first comment needs comments: switch disable_comments off or leave the comment out.',
  },
  {
    path: 'thumb_offset_ms',
    isWrong: (settings) => settings.cover_url !== '' && settings.thumb_offset_ms > 0,
    message: 'A cover picture and a cover frame exclude each other: Instagram would take the picture.',
  },
  {
    path: 'branded_content_sponsor_ids',
    isWrong: (settings) => !settings.is_paid_partnership && settings.branded_content_sponsor_ids.length > 0,
    message: 'Sponsors belong to a paid partnership: switch is_paid_partnership on.',
  },
];

/** Combinations that Instagram would refuse, or that it cannot do at all. */
export function checkInstagramSettings(settings: InstagramSwitches): FieldProblem[] {
  return rules.filter(({ isWrong }) => isWrong(settings)).map(({ path, message }) => ({ path, message }));
}
