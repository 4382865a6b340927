import * as z from 'zod';
import type { YoutubeRequest } from './request.ts';

/** Something that belongs to a video and is given to YouTube once the video exists. */
export const Extra = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('thumbnail') }),
  z.object({ kind: z.literal('captions'), language: z.string() }),
  z.object({ kind: z.literal('playlist'), playlistId: z.string() }),
]);
export type Extra = z.infer<typeof Extra>;

/** Everything that a request has besides the video itself, in the order in which it is given. */
export function listExtras({ thumbnail, captions, playlistIds }: YoutubeRequest): Extra[] {
  return [
    ...(thumbnail ? [{ kind: 'thumbnail' } as const] : []),
    ...captions.map(({ language }) => ({ kind: 'captions', language }) as const),
    ...playlistIds.map((playlistId) => ({ kind: 'playlist', playlistId }) as const),
  ];
}
