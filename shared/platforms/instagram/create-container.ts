import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { callGraph } from './call-graph.ts';
import type { Sending } from './checkpoint.ts';
import type { InstagramContext } from './instagram-context.ts';
import { unexpectedAnswer } from './instagram-error.ts';
import { firstPollSeconds } from './read-container.ts';
import { trustedUploadUrl } from './upload-url.ts';
import { toPreparing, waitForContainer } from './wait-for-container.ts';

/** Containers are invisible and forgotten after a day; one that is lost this often will not come through. */
const maxContainers = 8;
/** A container lives 24 hours: it is made this long before it is to be published, at most. */
const aheadMs = 12 * 3600_000;
/** Instagram fetches at once. A container for which it comes too late is lost, and another one is made. */
const shareSeconds = 15 * 60;

const Container = z.object({ id: z.string().min(1), uri: z.string().optional() });

/**
 * Makes a container, or waits until it is time for one. Nothing is visible before it is published, so one whose id is
 * lost is simply forgotten.
 * @param earlier containers that this post had before and that were surely not published
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
 */
export async function createContainer(context: InstagramContext, earlier = 0): Promise<StepResult> {
  const { step } = context;
  const waitMs = (step.dueAt ?? 0) - aheadMs - step.now();
  if (waitMs > 0 && earlier === 0) return waitForItsTime(waitMs);
  if (earlier >= maxContainers) throw containersLost();
  const isUpload = takesBytes(context, earlier);
  const madeAt = step.now();
  const parameters = { ...(await buildParameters(context)), ...(await sourceOf(context, isUpload)) };
  const call = { method: 'POST', path: `${step.account.remoteId}/media`, parameters } as const;
  const { id, uri } = await callGraph(context, call, Container);
  const common = { containerId: id, containers: earlier + 1, madeAt };
  if (!isUpload) {
    return waitForContainer(toPreparing(common, madeAt, true), firstPollSeconds);
  }
  const uploadUrl = trustedUploadUrl(context.addresses, uri ?? '');
  if (!uploadUrl) throw unexpectedAnswer(new Error('No address to upload to, or an unexpected one.'));
  const checkpoint: Sending = { phase: 'sending', ...common, uploadUrl: uploadUrl.href };
  return { state: 'uploading', checkpoint, bytesSent: 0 };
}

/**
 * Only apps with Facebook Login may send the bytes themselves, all of them in one request: how many the upload host has
 * stored cannot be asked. A file for which one step is too short is fetched by Instagram from an address instead, so
 * the two ways take turns until one of them leads somewhere.
 */
function takesBytes({ variant }: InstagramContext, earlier: number): boolean {
  return variant === 'facebook_login' && earlier % 2 === 0;
}

function waitForItsTime(waitMs: number): StepResult {
  return { state: 'uploading', checkpoint: null, bytesSent: 0, pauseSeconds: Math.ceil(waitMs / 1000) };
}

async function sourceOf({ step }: InstagramContext, isUpload: boolean): Promise<Record<string, string>> {
  return isUpload ? { upload_type: 'resumable' } : { video_url: await step.source.share(shareSeconds) };
}

async function buildParameters({ step, request }: InstagramContext): Promise<Record<string, string>> {
  const { cover, userTags, collaborators, sponsorIds } = request;
  const coverUrl = cover?.kind === 'asset' ? await step.assets.share(cover.objectKey, shareSeconds) : cover?.url;
  const isReel = request.mediaType === 'REELS';
  const tags = userTags.map((username) => ({ username }));
  return {
    media_type: request.mediaType,
    ...(isReel && { share_to_feed: String(request.shareToFeed) }),
    ...(request.caption !== '' && { caption: request.caption }),
    ...(coverUrl !== undefined && { cover_url: coverUrl }),
    ...(request.thumbOffsetMs > 0 && { thumb_offset: String(request.thumbOffsetMs) }),
    ...(request.audioName !== null && { audio_name: request.audioName }),
    ...(collaborators.length > 0 && { collaborators: JSON.stringify(collaborators) }),
    ...(tags.length > 0 && { user_tags: JSON.stringify(tags) }),
    ...(request.locationId !== null && { location_id: request.locationId }),
    ...(request.isTrial && { trial_params: JSON.stringify({ graduation_strategy: 'MANUAL' }) }),
    ...(request.isAiGenerated && { is_ai_generated: 'true' }),
    ...(request.isPaidPartnership && { is_paid_partnership: 'true' }),
    ...(sponsorIds.length > 0 && { branded_content_sponsor_ids: JSON.stringify(sponsorIds) }),
  };
}

function containersLost(): PlatformError {
  return new PlatformError(
    'rejected',
    'containers_lost',
    'Instagram lost this video several times before it could be published. Nothing is out. Try again later.',
  );
}
