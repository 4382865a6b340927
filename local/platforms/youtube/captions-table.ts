import * as z from 'zod';
import type { PlatformContext } from '../platform.ts';
import { createDocumentTable, type DocumentTable } from '../storage/document-table.ts';

const captionSchema = z.object({
  id: z.string(),
  videoId: z.string(),
  language: z.string(),
  name: z.string(),
  isDraft: z.boolean(),
  updatedAtMs: z.number(),
});
export type Caption = z.infer<typeof captionSchema>;

/** Caption tracks, filed by the video they belong to. */
export type Captions = DocumentTable<Caption>;

export function openCaptions(context: PlatformContext): Captions {
  return createDocumentTable<Caption>(context.database, {
    name: 'youtube_captions',
    schema: captionSchema,
    file: (caption) => ({ id: caption.id, owner: caption.videoId }),
  });
}
