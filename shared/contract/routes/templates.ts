import * as z from 'zod';
import { forEachPlatform } from '../platform-names.ts';
import { route } from '../route.ts';
import { GlobalChange, wordbankLimit, wordLimit } from '../settings/global.ts';
import { InstagramSettings } from '../settings/instagram.ts';
import { text } from '../settings/text.ts';
import { TiktokSettings } from '../settings/tiktok.ts';
import { YoutubeSettings } from '../settings/youtube.ts';
import { VideoSettings } from './video-shapes.ts';

/** A text as one platform counts and cuts it. */
export const TextPreview = z.object({
  text: z.string().describe('In full length'),
  length: z.int().describe('As the platform counts it'),
  unit: z.enum(['characters', 'bytes', 'utf16']).nullable().describe('What it counts; null where there is no limit'),
  limit: z.int().nullable(),
  too_long: z.boolean(),
  cut_text: z.string().describe('As much of it as the platform takes'),
});
export type TextPreview = z.infer<typeof TextPreview>;

/** What one platform will get. */
export const PlatformPreview = z.object({
  texts: z.record(z.string(), TextPreview).describe('By field'),
  request: z.record(z.string(), z.unknown()).describe('Words and switches exactly as they will go out'),
});
export type PlatformPreview = z.infer<typeof PlatformPreview>;

const templates = z
  .strictObject({
    global: GlobalChange.optional(),
    youtube: YoutubeSettings.partial().optional(),
    tiktok: TiktokSettings.partial().optional(),
    instagram: InstagramSettings.partial().optional(),
  })
  .describe('Unsaved settings by category; what is not given is as saved');

export const templateRoutes = {
  previewTemplates: route({
    id: 'previewTemplates',
    method: 'POST',
    path: '/api/templates/preview',
    area: 'settings',
    access: 'session',
    summary: 'What every platform will get, text by text',
    description:
      'Of a video with the words it got when it was added, so that the answer is what will be posted; with unsaved templates or words, or for the name of a file that was not added yet, the random words are picked anew. Nothing is stored.',
    body: z.strictObject({
      templates: templates.optional(),
      wordbank: z.array(text.min(1).max(wordLimit)).max(wordbankLimit).optional().describe('Unsaved words'),
      video_id: z.string().length(26).optional(),
      settings: VideoSettings.optional().describe(
        'Unsaved change of what the video says itself: what is not given is as saved, null goes back to the default',
      ),
      filename: text.min(1).max(255).optional().describe('Of a file that is no video of the queue'),
      folder: text.max(1024).optional().describe('Drive folder that such a file would come from'),
    }),
    status: 200,
    output: z.object({ generated_title: z.string(), platforms: z.object(forEachPlatform(() => PlatformPreview)) }),
    errors: ['not_found'],
  }),
};
