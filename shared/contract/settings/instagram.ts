import * as z from 'zod';
import { template } from './text.ts';
import { overridesOf } from './variants.ts';

const fields = {
  share_to_feed: z.boolean(),
};

/** Instagram's settings as they are answered: every field. */
export const InstagramSettings = z.strictObject({ ...fields, caption_template: template });
export type InstagramSettings = z.infer<typeof InstagramSettings>;

/** What one video says at Instagram instead of the defaults. */
export const InstagramOverrides = overridesOf({ ...fields, caption: template });

export const instagramDefaults: InstagramSettings = { share_to_feed: true, caption_template: '' };
