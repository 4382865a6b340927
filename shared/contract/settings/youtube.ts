import * as z from 'zod';
import { template, text } from './text.ts';
import { overridesOf } from './variants.ts';
import { youtubeLimits } from './youtube-limits.ts';
import { countTagCharacters, splitTags } from './youtube-tags.ts';

/** Every playlist costs 51 of the 10,000 quota units that a Hopper has each day. */
const maxPlaylists = 20;
/** A video with all its words is one row of the database. */
const maxLocalizations = 40;

/** `videoCategories.list` has more, but only these can be given to a video. */
const categories = ['1', '2', '10', '15', '17', '19', '20', '22', '23', '24', '25', '26', '27', '28', '29'] as const;

const language = text
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Send a BCP-47 language tag such as en, pt-BR or zh-Hant.')
  .refine(isLanguageTag, 'Send a BCP-47 language tag such as en, pt-BR or zh-Hant.')
  .meta({ maxLength: 35 });

const title = text
  .trim()
  .min(1, 'A title cannot be empty.')
  .refine((value) => [...value].length <= youtubeLimits.titleCharacters, 'At most 100 characters.');
const description = text.refine(
  (value) => new TextEncoder().encode(value).length <= youtubeLimits.descriptionBytes,
  'At most 5000 bytes: letters with accents take two, an emoji four.',
);
const tags = text.refine(
  (value) => countTagCharacters(splitTags(value)) <= youtubeLimits.tagCharacters,
  'At most 500 characters; YouTube counts the commas, and two more for a tag with a space.',
);

const fields = {
  visibility: z.enum(['public', 'private', 'unlisted'], 'Send public, private or unlisted.'),
  made_for_kids: z.boolean(),
  category_id: z
    .enum(categories, 'Not a category that a video can have.')
    .describe(
      '1 Film & Animation, 2 Autos & Vehicles, 10 Music, 15 Pets & Animals, 17 Sports, 19 Travel & Events, 20 Gaming, ' +
        '22 People & Blogs, 23 Comedy, 24 Entertainment, 25 News & Politics, 26 Howto & Style, 27 Education, ' +
        '28 Science & Technology, 29 Nonprofits & Activism',
    ),
  playlist_ids: z
    .array(text.regex(/^[\w-]{10,64}$/, 'Not the id of a playlist: send what follows list= in its address.'))
    .max(maxPlaylists, `At most ${maxPlaylists} playlists.`)
    .refine((ids) => new Set(ids).size === ids.length, 'The same playlist is named twice.')
    .describe('Playlists of the channel that the video is added to'),
  notify_subscribers: z.boolean().describe('Whether subscribers are told of a new public video'),
  license: z.enum(['youtube', 'creativeCommon'], 'Send youtube or creativeCommon.'),
  embeddable: z.boolean(),
  public_stats_viewable: z.boolean(),
  default_language: z.union([z.literal(''), language]).describe('Language of title and description; empty = unsaid'),
  default_audio_language: z.union([z.literal(''), language]).describe('Language that is spoken; empty = unsaid'),
  contains_synthetic_media: z.boolean().describe('Discloses realistic altered or AI-made content'),
  has_paid_product_placement: z.boolean(),
  recording_date: z
    .union([z.literal(''), z.iso.date(), z.iso.datetime({ offset: true })], 'Send a date such as 2026-11-21.')
    .describe('When it was filmed; empty = unsaid'),
};

/** What only a single video can say. */
const videoFields = {
  publish_at: z.iso
    .datetime({ offset: true, error: 'Send a time with its zone, such as 2026-11-21T18:30:00Z.' })
    .describe('YouTube itself makes the video public at this time; needs visibility private'),
  localizations: z
    .record(language, z.strictObject({ title, description: description.optional() }))
    .refine((value) => Object.keys(value).length <= maxLocalizations, `At most ${maxLocalizations} languages.`)
    .describe('Title and description in other languages, by BCP-47 tag; needs default_language'),
};

/** YouTube's settings as they are answered: every field. */
export const YoutubeSettings = z.strictObject({
  ...fields,
  title_template: template,
  description_template: template,
  tags_template: template,
});
export type YoutubeSettings = z.infer<typeof YoutubeSettings>;

/** What one video says at YouTube instead of the defaults. */
export const YoutubeOverrides = overridesOf({ ...fields, ...videoFields, title, description, tags });

/** Settings that decide about one video: the owner's, over them the video's own. Texts are not among them. */
export const YoutubeVideoSettings = z.looseObject({
  ...fields,
  publish_at: videoFields.publish_at.optional(),
  localizations: videoFields.localizations.optional(),
});
export type YoutubeVideoSettings = z.infer<typeof YoutubeVideoSettings>;

export const youtubeDefaults: YoutubeSettings = {
  visibility: 'private',
  made_for_kids: false,
  category_id: '22',
  playlist_ids: [],
  notify_subscribers: true,
  license: 'youtube',
  embeddable: true,
  public_stats_viewable: true,
  default_language: '',
  default_audio_language: '',
  contains_synthetic_media: false,
  has_paid_product_placement: false,
  recording_date: '',
  title_template: '',
  description_template: '',
  tags_template: '',
};

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
