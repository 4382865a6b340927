import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { receiveSmallMedia } from '../google-api/receive-media.ts';
import { bodyRequired } from '../google-api/resumable/session-put.ts';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { parameterError } from './content-error.ts';
import { detectImageType } from './image-type.ts';
import { renderThumbnails, toEtag } from './render-video.ts';
import { uploadScopes } from './scopes.ts';
import type { Video } from './video.ts';
import { findOwnVideo } from './videos-update.ts';
import { requireChannel, toBaseUrl, type Youtube } from './youtube.ts';

/** Raised from 2 MB on 14 September 2026. */
const maxImageBytes = 50 * 1024 * 1024;

/**
 * `POST /upload/youtube/v3/thumbnails/set?videoId=…`; the last image wins.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/thumbnails/set
 */
export async function handleThumbnailsSet(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const { nowMs } = exchange;
  const caller = authorizeCaller(youtube.google, exchange, uploadScopes);
  youtube.quota.chargeUnits(caller.projectId, nowMs, 50);
  const channel = requireChannel(caller);
  const videoId = exchange.query.get('videoId');
  if (!videoId) throw parameterError('missingRequiredParameter', 'videoId', 'Required parameter: videoId');
  findOwnVideo(youtube, caller, videoId);
  if (!channel.customThumbnails) throw thumbnailError(403, 'forbidden');
  const media = await receiveSmallMedia(exchange, maxImageBytes);
  // The client went away before the image was whole.
  if (!media) return emptyAnswer(400);
  if (media.content.length === 0) throw bodyRequired('youtube.thumbnail');
  const contentType = detectImageType(media.content);
  if (!contentType) throw thumbnailError(400, 'invalidImage');
  if (!youtube.quota.countThumbnail(channel.id, nowMs)) throw thumbnailError(429, 'uploadRateLimitExceeded');

  storeImage(thumbnailPath(youtube, videoId), media.content);
  const video = findOwnVideo(youtube, caller, videoId);
  const changed = { ...video, thumbnail: { contentType, version: (video.thumbnail?.version ?? 0) + 1 } };
  inTransaction(youtube.context.database, () => {
    youtube.videos.save(changed);
    youtube.context.ledger.record(toLedgerRow(changed, media.content));
  });
  const items = [renderThumbnails(changed, toBaseUrl(exchange))];
  return jsonAnswer(200, { kind: 'youtube#thumbnailSetResponse', etag: toEtag(items), items });
}

function toLedgerRow({ id, channelId }: Video, content: Buffer) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const facts = { title: null, description: id, privacy: null, publishAt: null, publishedAt: null };
  return {
    ...facts,
    platform: 'youtube',
    account: channelId,
    kind: 'thumbnail',
    remoteId: `${id}/thumbnail`,
    bytes: content.length,
    sha256,
  };
}

export function thumbnailPath(youtube: Youtube, videoId: string): string {
  return join(youtube.context.dataDir, 'youtube', 'thumbnails', videoId);
}

/** Written beside and renamed, so that a crash never leaves half an image. */
function storeImage(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

function thumbnailError(status: number, reason: string): GoogleApiError {
  return new GoogleApiError({ status, reason, domain: 'youtube.thumbnail' });
}
