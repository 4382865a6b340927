import * as z from 'zod';
import type { Tiktok } from '../tiktok.ts';
import type { TiktokApp } from '../tiktok-apps.ts';
import { invalidParam, TiktokError } from '../tiktok-error.ts';
import { type ChunkPlan, findPlanProblem } from './chunk-plan.ts';

const integer = z.int().min(0);
const fileSchema = z.object({
  source: z.literal('FILE_UPLOAD'),
  video_size: integer,
  chunk_size: integer,
  total_chunk_count: integer,
});
const urlSchema = z.object({ source: z.literal('PULL_FROM_URL'), video_url: z.url() });
const sourceSchema = z.discriminatedUnion('source', [fileSchema, urlSchema]);

/** Where the bytes come from. */
export type TaskSource =
  | { readonly kind: 'FILE_UPLOAD'; readonly plan: ChunkPlan }
  | { readonly kind: 'PULL_FROM_URL'; readonly url: URL };

/**
 * Checks `source_info`.
 * @throws TiktokError 400 for a bad plan, 403 for an address whose owner is not known
 */
export function parseSourceInfo(tiktok: Tiktok, app: TiktokApp, input: unknown): TaskSource {
  const parsed = sourceSchema.safeParse(input);
  if (!parsed.success) throw invalidParam(`source_info: ${z.prettifyError(parsed.error)}`);
  const info = parsed.data;
  if (info.source === 'PULL_FROM_URL') return { kind: info.source, url: parseOwnUrl(app, info.video_url) };
  const plan = { videoSize: info.video_size, chunkSize: info.chunk_size, chunkCount: info.total_chunk_count };
  const problem = findPlanProblem(plan, tiktok.options.singleChunkMustBeWhole);
  if (problem !== undefined) throw invalidParam(problem);
  return { kind: info.source, plan };
}

/** Loopback addresses need no https: they exist in tests only, and only after their prefix was registered. */
function parseOwnUrl({ urlPrefixes }: TiktokApp, text: string): URL {
  const url = new URL(text);
  const isLoopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  if (url.protocol !== 'https:' && !isLoopback) throw invalidParam('The video_url must be https.');
  if (urlPrefixes.some((prefix) => text.startsWith(prefix))) return url;
  throw new TiktokError(403, 'url_ownership_unverified', 'Please review our URL ownership verification rules.');
}
