import * as z from 'zod';
import type { LedgerRow } from '../ledger/ledger.ts';

const commentSchema = z.object({ id: z.string(), text: z.string(), username: z.string(), atMs: z.number() });
export type Comment = z.infer<typeof commentSchema>;

/** Something published: a reel, a story, a photo. */
export const mediaSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  containerId: z.string(),
  shortcode: z.string(),
  caption: z.string(),
  mediaType: z.enum(['IMAGE', 'VIDEO', 'CAROUSEL_ALBUM']),
  productType: z.enum(['REELS', 'FEED', 'STORY']),
  trial: z.boolean(),
  publishedAtMs: z.number(),
  deleted: z.boolean(),
  /** When its owner deletes it. */
  deletedAtMs: z.number().nullable().default(null),
  commentsEnabled: z.boolean(),
  comments: z.array(commentSchema),
  bytes: z.number(),
  sha256: z.string(),
  fileId: z.string(),
});
export type Media = z.infer<typeof mediaSchema>;

/** What visitors can see of it, for the judge of duplicates and losses. */
export function toLedgerRow(media: Media): LedgerRow {
  return {
    platform: 'instagram',
    account: media.accountId,
    kind: media.productType === 'STORY' ? 'story' : media.productType === 'REELS' ? 'reel' : 'photo',
    remoteId: media.id,
    title: media.caption,
    description: null,
    privacy: 'public',
    publishAt: null,
    publishedAt: new Date(media.publishedAtMs).toISOString(),
    bytes: media.bytes,
    sha256: media.sha256,
  };
}

/** A comment is a thing of its own: two of the same are a duplicate. */
export function toCommentRow(media: Media, comment: Comment): LedgerRow {
  return {
    ...toLedgerRow(media),
    kind: 'comment',
    remoteId: comment.id,
    title: comment.text,
    description: media.id,
    publishedAt: new Date(comment.atMs).toISOString(),
    bytes: null,
    sha256: null,
  };
}

/** Path of the public page: `/reel/…` or `/p/…`. */
export function toPublicPath({ productType, shortcode, id }: Media, username: string): string {
  if (productType === 'STORY') return `/stories/${username}/${id}/`;
  return `/${productType === 'REELS' ? 'reel' : 'p'}/${shortcode}/`;
}
