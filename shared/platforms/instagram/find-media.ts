import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import type { Refusal, Searching } from './checkpoint.ts';
import { createContainer } from './create-container.ts';
import { beginLive } from './finish-post.ts';
import { goOnAfter, type InstagramContext } from './instagram-context.ts';
import { listSince, type Media, publishedAt } from './list-media.ts';

/** Our clock and Instagram's may differ by this much; both of ours that took part may be off by five minutes. */
const clockSkewMs = 11 * 60_000;
/** Seconds between looks: a new post may be missing from lists for a while. */
const lookSeconds = [15, 30, 60, 60, 120, 120, 120] as const;
/** Looks that are needed before a list without the post is believed. */
const looksNeeded: Readonly<Record<Searching['verdict'], number>> = {
  published: 8,
  unpublished: 4,
  refused: 2,
  unclear: 5,
};

/**
 * Looks for the post that a try to publish may have made: the same words, newer than the try. One: it is ours. None,
 * often enough: what the container said decides. Anything between: a person looks.
 * @throws PlatformError `unknown`, or the refusal
 */
export async function findMedia(context: InstagramContext, searching: Searching): Promise<StepResult> {
  const refusal = searching.verdict === 'refused' ? searching.refusal : null;
  // Without words any other new post of the account looks like ours, so only the container can tell.
  const isNameless = normalize(context.request.caption) === '';
  if (refusal && isNameless) throw toError(refusal);
  const since = searching.firstTriedAt - clockSkewMs;
  const newer = await listSince(context, since, searching.newestMediaId).catch((error: unknown) => {
    // That Instagram does not show the list says nothing about whether the post is in it.
    throw error instanceof PlatformError && error.kind === 'rejected' ? undecided(error.causeCode) : error;
  });
  if (!newer) throw undecided('maybe_published');
  const [found, ...others] = newer.filter((media) => isOurs(media, context, since));
  if (found && isNameless && searching.verdict !== 'published') throw undecided('maybe_published');
  if (found && others.length === 0) return beginLive(context, found.id, searching.copyrightMatch);
  if (found) throw undecided('several_alike');
  const looks = searching.looks + 1;
  if (looks < looksNeeded[searching.verdict]) {
    const seconds = lookSeconds[Math.min(looks, lookSeconds.length) - 1] ?? 120;
    return goOnAfter(seconds, { ...searching, looks });
  }
  if (refusal) throw toError(refusal);
  if (searching.verdict === 'unpublished') return createContainer(context, searching.containers);
  throw undecided(searching.verdict === 'published' ? 'published_not_found' : 'maybe_published');
}

function isOurs(media: Media, { request }: InstagramContext, since: number): boolean {
  if (!(publishedAt(media) >= since)) return false;
  const kind = request.mediaType === 'STORIES' ? 'STORY' : 'REELS';
  if (media.media_product_type !== undefined && media.media_product_type !== kind) return false;
  return normalize(media.caption) === normalize(request.caption);
}

function normalize(caption: string): string {
  return caption.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function toError({ kind, code, message }: Refusal): PlatformError {
  return new PlatformError(kind, code, message);
}

function undecided(code: string): PlatformError {
  const text =
    code === 'published_not_found'
      ? 'Instagram says that the video is published, but does not show where. Look at the account.'
      : 'Publishing broke off and Instagram does not say whether the video is out. Look at the account.';
  return new PlatformError('unknown', code, text);
}
