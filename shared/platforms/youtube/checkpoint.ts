import * as z from 'zod';
import { Extra } from './extras.ts';

/**
 * What is known about a video on its way to YouTube, stored after every change and before the next call.
 * `startedAt` is when the first session was about to be opened (epoch ms): every video that this post can have made
 * is younger. `goLiveAt` is until when nobody may see it (epoch ms), fixed with the session; null = as soon as it is there.
 */
const Uploading = z.object({
  phase: z.literal('uploading'),
  sessionUrl: z.url(),
  startedAt: z.number(),
  goLiveAt: z.number().nullable().default(null),
  /** Sessions opened for this post, this one included. */
  sessions: z.number(),
});

/** The session is gone or says no: did its video come into existence? */
const Searching = z.object({
  phase: z.literal('searching'),
  startedAt: z.number(),
  goLiveAt: z.number().nullable().default(null),
  sessions: z.number(),
  /** Times the channel was searched. */
  looks: z.number(),
  /** Why the session ended, if it said so: what becomes of the post when there is no video. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});

/** The video exists. */
const Processing = z.object({
  phase: z.literal('processing'),
  videoId: z.string(),
  /** When the bytes were complete, epoch ms. */
  uploadedAt: z.number(),
  goLiveAt: z.number().nullable().default(null),
  polls: z.number(),
  /** Polls in a row that did not find the video. */
  missing: z.number(),
  /** What belongs to the video and is not there yet, in order. */
  todo: z.array(Extra).default([]),
  /** How often the first of them that could be done did not work. */
  tries: z.number().default(0),
  /** What did not work for good. */
  notices: z.array(z.object({ code: z.string(), message: z.string() })).default([]),
});

export const YoutubeCheckpoint = z.discriminatedUnion('phase', [Uploading, Searching, Processing]).nullable();
export type YoutubeCheckpoint = z.infer<typeof YoutubeCheckpoint>;
export type Uploading = z.infer<typeof Uploading>;
export type Searching = z.infer<typeof Searching>;
export type Processing = z.infer<typeof Processing>;
