import * as z from 'zod';

/** A file that goes out beside the video. */
const File = z.object({ objectKey: z.string(), contentType: z.string(), sizeBytes: z.number() });
export type File = z.infer<typeof File>;

/** What goes out to YouTube with a video. What an older post does not say has YouTube's own default. */
export const YoutubeRequest = z.object({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  visibility: z.enum(['public', 'private', 'unlisted']),
  madeForKids: z.boolean(),
  /** "People & Blogs" can be given everywhere; YouTube wants some category. */
  categoryId: z.string().default('22'),
  playlistIds: z.array(z.string()).default([]),
  notifySubscribers: z.boolean().default(true),
  license: z.enum(['youtube', 'creativeCommon']).default('youtube'),
  embeddable: z.boolean().default(true),
  publicStatsViewable: z.boolean().default(true),
  defaultLanguage: z.string().nullable().default(null),
  defaultAudioLanguage: z.string().nullable().default(null),
  localizations: z.record(z.string(), z.object({ title: z.string(), description: z.string() })).default({}),
  containsSyntheticMedia: z.boolean().default(false),
  hasPaidProductPlacement: z.boolean().default(false),
  /** When YouTube by itself makes the private video public; ISO 8601. */
  publishAt: z.string().nullable().default(null),
  recordingDate: z.string().nullable().default(null),
  thumbnail: File.nullable().default(null),
  captions: z.array(z.object({ language: z.string(), file: File })).default([]),
});
export type YoutubeRequest = z.infer<typeof YoutubeRequest>;
