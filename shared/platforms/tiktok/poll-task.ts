import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { answerFailure } from './begin-again.ts';
import type { Processing, TiktokCheckpoint } from './checkpoint.ts';
import { fetchStatus } from './fetch-status.ts';
import { TiktokRequest } from './request.ts';
import type { TiktokContext } from './tiktok-context.ts';

export const firstPollSeconds = 3;
/** Seconds before the next poll, by number of polls; the last one stays. */
const pollSeconds = [3, 5, 10, 15, 30, 60, 120, 300] as const;
/** TikTok takes minutes, sometimes hours. What it has not decided by then, a person decides. */
const patienceMs = 24 * 60 * 60_000;
/** A public post is out before TikTok tells its address, mostly by about a minute. It is waited for, but not for ever. */
const addressPatienceMs = 3 * 60_000;

/**
 * Asks what became of a video that TikTok has.
 * @throws PlatformError `rejected` when it will not be there, `unknown` when TikTok cannot tell for a day
 */
export async function pollTask(context: TiktokContext, processing: Processing): Promise<StepResult> {
  const { step } = context;
  const status = await fetchStatus(context, processing.publishId);
  switch (status.kind) {
    case 'failed':
      return answerFailure(processing, status.reason);
    case 'in-inbox':
      return inInbox(processing);
    case 'published':
      return answerPublished(context, processing, status.videoId);
    case 'under-way':
      if (step.now() - processing.uploadedAt > patienceMs) throw undecided();
      return pollAgain(processing);
  }
}

/** The publish id is the one name that TikTok gives every post; the number of the video is in its address. */
function answerPublished({ step }: TiktokContext, processing: Processing, videoId: string | null): StepResult {
  const profile = profileUrl(processing);
  const result = { state: 'published', remoteId: processing.publishId } as const;
  if (videoId !== null) return { ...result, url: `${profile}/video/${videoId}` };
  const isPublic = TiktokRequest.parse(step.request).privacyLevel === 'PUBLIC_TO_EVERYONE';
  if (!isPublic) return { ...result, url: profile };
  const completeAt = processing.completeAt ?? step.now();
  if (step.now() - completeAt < addressPatienceMs) return pollAgain({ ...processing, completeAt });
  const message = 'The video is at TikTok, which has not given it an address yet. The link leads to the profile.';
  return { ...result, url: profile, notice: { code: 'address_pending', message } };
}

function inInbox(processing: Processing): StepResult {
  const message = 'The draft is in the TikTok inbox of the account. Open the TikTok app to edit and post it.';
  return {
    state: 'published',
    remoteId: processing.publishId,
    url: profileUrl(processing),
    notice: { code: 'draft_in_inbox', message },
  };
}

function pollAgain(processing: Processing): StepResult {
  const polls = processing.polls + 1;
  const checkpoint: TiktokCheckpoint = { ...processing, polls };
  const pollAfterSeconds = pollSeconds[Math.min(polls, pollSeconds.length - 1)] ?? firstPollSeconds;
  return { state: 'processing', checkpoint, remoteId: processing.publishId, pollAfterSeconds };
}

/** Drafts are made without asking for the name of the account. */
function profileUrl({ username }: Processing): string {
  return username === '' ? 'https://www.tiktok.com' : `https://www.tiktok.com/@${encodeURIComponent(username)}`;
}

function undecided(): PlatformError {
  const message = 'TikTok has had the video for a day without publishing or refusing it. Look at the account.';
  return new PlatformError('unknown', 'processing_too_long', message);
}
