import * as z from 'zod';
import { template } from './text.ts';
import { overridesOf } from './variants.ts';

const fields = {
  allow_comments: z.boolean(),
};

/** TikTok's settings as they are answered: every field. */
export const TiktokSettings = z.strictObject({ ...fields, title_template: template, description_template: template });
export type TiktokSettings = z.infer<typeof TiktokSettings>;

/** What one video says at TikTok instead of the defaults. */
export const TiktokOverrides = overridesOf({ ...fields, title: template });

export const tiktokDefaults: TiktokSettings = { allow_comments: false, title_template: '', description_template: '' };
