import * as z from 'zod';
import { template } from './text.ts';
import { overridesOf } from './variants.ts';

const fields = {
  visibility: z.enum(['public', 'private', 'unlisted']),
  made_for_kids: z.boolean(),
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
export const YoutubeOverrides = overridesOf({ ...fields, title: template, description: template, tags: template });

export const youtubeDefaults: YoutubeSettings = {
  visibility: 'private',
  made_for_kids: false,
  title_template: '',
  description_template: '',
  tags_template: '',
};
