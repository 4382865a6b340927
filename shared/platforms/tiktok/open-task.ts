import * as z from 'zod';
import { PlatformError, type StepResult } from '../../domain/posts/publisher.ts';
import { trustedUploadUrl } from './addresses.ts';
import type { History, Uploading } from './checkpoint.ts';
import { maxVideoBytes, planChunks } from './chunk-plan.ts';
import type { CreatorInfo } from './creator-info.ts';
import { fetchCreatorInfo } from './fetch-creator-info.ts';
import { TiktokRequest } from './request.ts';
import { callAuthorized, type TiktokContext, withAccess } from './tiktok-context.ts';

/** An upload address lives for an hour; a minute of it is ours, because clocks differ. */
const addressMs = 59 * 60_000;

const InitData = z.object({ publish_id: z.string().min(1), upload_url: z.string().min(1) });

/**
 * Opens a publish task. A task that never gets its bytes has nothing to publish, so one whose answer is lost is simply
 * forgotten. TikTok has no schedule: a post that is due later is begun when it is due.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 */
export async function openTask(context: TiktokContext, history: History): Promise<StepResult> {
  const { step, addresses } = context;
  const waitMs = (step.dueAt ?? 0) - step.now();
  if (waitMs > 0) {
    return { state: 'uploading', checkpoint: step.checkpoint, bytesSent: 0, pauseSeconds: waitMs / 1000 };
  }
  const request = TiktokRequest.parse(step.request);
  const { sizeBytes } = step.source;
  if (sizeBytes > maxVideoBytes) throw tooLarge();
  const plan = planChunks(sizeBytes);
  const source_info = {
    source: 'FILE_UPLOAD',
    video_size: sizeBytes,
    chunk_size: plan.chunkBytes,
    total_chunk_count: plan.chunkCount,
  };
  const creator = request.mode === 'direct' ? await askCreator(context, request) : null;
  const data = await callAuthorized(context, {
    method: 'POST',
    url: creator ? addresses.directInit : addresses.inboxInit,
    body: creator ? { post_info: buildPostInfo(request, creator), source_info } : { source_info },
    data: InitData,
  });
  if (!trustedUploadUrl(addresses, data.upload_url)) throw untrusted();
  const checkpoint: Uploading = {
    phase: 'uploading',
    publishId: data.publish_id,
    uploadUrl: data.upload_url,
    plan,
    expiresAt: step.now() + addressMs,
    username: creator?.username ?? '',
    final: false,
    tasks: history.tasks + 1,
    earlier: history.earlier,
  };
  return { state: 'uploading', checkpoint, bytesSent: 0 };
}

/** What the account offers can change at any time, so it is asked right before. */
async function askCreator(context: TiktokContext, { privacyLevel }: TiktokRequest): Promise<CreatorInfo> {
  const { step, send, addresses } = context;
  const { now, signal } = step;
  const creator = await withAccess(context, (token) => fetchCreatorInfo(send, addresses, token, { now, signal }));
  if (creator.privacyLevels.includes(privacyLevel)) return creator;
  const message = `The account does not offer this audience, only: ${creator.privacyLevels.join(', ')}.`;
  throw new PlatformError('rejected', 'privacy_level_option_mismatch', message);
}

/** What the account has switched off must be switched off in the post as well. */
function buildPostInfo(request: TiktokRequest, creator: CreatorInfo) {
  return {
    title: request.title,
    privacy_level: request.privacyLevel,
    disable_comment: !request.allowComments || creator.commentDisabled,
    disable_duet: !request.allowDuet || creator.duetDisabled,
    disable_stitch: !request.allowStitch || creator.stitchDisabled,
    video_cover_timestamp_ms: request.coverTimestampMs,
    brand_content_toggle: request.brandContent,
    brand_organic_toggle: request.brandOrganic,
    is_aigc: request.isAigc,
  };
}

function tooLarge(): PlatformError {
  return new PlatformError('rejected', 'file_too_large', 'TikTok takes files up to 4 GB. Export the video smaller.');
}

function untrusted(): PlatformError {
  const message = 'TikTok named an unexpected address for the upload. Nothing was sent there.';
  return new PlatformError('rejected', 'unexpected_upload_host', message);
}
