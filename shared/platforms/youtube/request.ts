import * as z from 'zod';

/** What goes out to YouTube with a video. */
export const YoutubeRequest = z.object({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  visibility: z.enum(['public', 'private', 'unlisted']),
  madeForKids: z.boolean(),
});
export type YoutubeRequest = z.infer<typeof YoutubeRequest>;
