import * as z from 'zod';

/** What goes out to Instagram with a video. */
export const InstagramRequest = z.object({
  mediaType: z.enum(['REELS', 'STORIES']),
  caption: z.string(),
  shareToFeed: z.boolean(),
  /** Id of a Page with a location. */
  locationId: z.string().nullable(),
  /** The cover picture: somebody's public address, or a file beside the video; null = a frame. */
  cover: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('url'), url: z.string() }),
      z.object({ kind: z.literal('asset'), objectKey: z.string() }),
    ])
    .nullable(),
  thumbOffsetMs: z.number(),
  collaborators: z.array(z.string()),
  userTags: z.array(z.string()),
  audioName: z.string().nullable(),
  isTrial: z.boolean(),
  isAiGenerated: z.boolean(),
  isPaidPartnership: z.boolean(),
  sponsorIds: z.array(z.string()),
  firstComment: z.string().nullable(),
  allowComments: z.boolean(),
});
export type InstagramRequest = z.infer<typeof InstagramRequest>;
