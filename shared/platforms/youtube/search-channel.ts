import * as z from 'zod';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { Searching } from './checkpoint.ts';
import { listRecentUploads } from './list-recent-uploads.ts';
import { slugHeader } from './open-session.ts';
import { readResource } from './read-resource.ts';
import { YoutubeRequest } from './request.ts';
import type { YoutubeContext } from './youtube-context.ts';

/** How long the list of uploads may lag behind is not documented: it is looked at twice, this far apart. */
const secondLookSeconds = 30;
const looksNeeded = 2;
/** `videos.list` takes at most 50 ids. */
const maxIds = 50;

const Candidates = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({ title: z.string() }),
        fileDetails: z.object({ fileName: z.string().optional(), fileSize: z.coerce.number().optional() }).optional(),
      }),
    )
    .default([]),
});
type Candidate = z.infer<typeof Candidates>['items'][number];

/** Whether the video of a session that cannot be asked any more is on the channel. */
export type Found =
  | { readonly kind: 'video'; readonly videoId: string }
  | { readonly kind: 'look-again'; readonly checkpoint: Searching; readonly waitSeconds: number }
  | { readonly kind: 'nothing' };

/**
 * Searches the channel for the video of a lost session: the same title, file size and file name, newer than the
 * post's first session. Found: it is ours. Surely not there, twice: nothing. Anything between: a person looks.
 * @throws PlatformError `unknown` when the channel does not give a clear answer
 */
export async function searchChannel(context: YoutubeContext, searching: Searching): Promise<Found> {
  const candidates = await listCandidates(context, searching.startedAt);
  const verdicts = candidates.map((candidate) => ({ id: candidate.id, verdict: compare(candidate, context) }));
  const [match, ...others] = verdicts.filter(({ verdict }) => verdict === 'same');
  if (match && others.length === 0) return { kind: 'video', videoId: match.id };
  if (match) throw undecided();
  const checkpoint = { ...searching, looks: searching.looks + 1 };
  if (checkpoint.looks < looksNeeded) return { kind: 'look-again', checkpoint, waitSeconds: secondLookSeconds };
  if (verdicts.some(({ verdict }) => verdict === 'unclear')) throw undecided();
  return { kind: 'nothing' };
}

async function listCandidates(context: YoutubeContext, since: number): Promise<Candidate[]> {
  const ids = await listRecentUploads(context, since);
  const candidates: Candidate[] = [];
  for (let start = 0; start < ids.length; start += maxIds) {
    const parameters = { part: 'snippet,fileDetails', id: ids.slice(start, start + maxIds).join(',') };
    const { items } = await readResource(context, context.addresses.videos, parameters, Candidates);
    candidates.push(...items);
  }
  return candidates;
}

/**
 * Title, size and name together make it ours, another size makes it another one. What lies between may have been put
 * right by YouTube, changed by the owner, or not be told yet: it proves nothing.
 */
function compare({ snippet, fileDetails }: Candidate, { step }: YoutubeContext): 'same' | 'other' | 'unclear' {
  const isSameTitle = normalize(snippet.title) === normalize(YoutubeRequest.parse(step.request).title);
  if (fileDetails?.fileSize === undefined) return isSameTitle ? 'unclear' : 'other';
  if (fileDetails.fileSize !== step.source.sizeBytes) return 'other';
  const { slug } = slugHeader(step.source.filename);
  const isSameName = slug === undefined || fileDetails.fileName === undefined || fileDetails.fileName === slug;
  if (isSameTitle && isSameName) return 'same';
  return isSameTitle || isSameName ? 'unclear' : 'other';
}

function normalize(title: string): string {
  return title.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function undecided(): PlatformError {
  return new PlatformError(
    'unknown',
    'maybe_uploaded',
    'The upload broke off at its very end and YouTube does not say whether the video is there. Look at the channel.',
  );
}
