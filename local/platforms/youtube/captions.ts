import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { receiveSmallMedia } from '../google-api/receive-media.ts';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import type { Caption } from './captions-table.ts';
import { parameterError } from './content-error.ts';
import { readParts } from './parts.ts';
import { toEtag } from './render-video.ts';
import { captionScopes } from './scopes.ts';
import { parseJson } from './video-resource.ts';
import { findOwnVideo } from './videos-update.ts';
import type { Youtube } from './youtube.ts';

const maxCaptionBytes = 100 * 1024 * 1024;

const bodySchema = z.looseObject({
  snippet: z.looseObject({
    videoId: z.string().min(1),
    language: z.string().min(1),
    name: z.string().max(150),
    isDraft: z.boolean().default(false),
  }),
});

/**
 * `POST /upload/youtube/v3/captions`. The same language and name twice is a conflict, so repeating it is safe.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/captions/insert
 */
export async function handleCaptionsInsert(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const caller = authorizeCaller(youtube.google, exchange, captionScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 400);
  readParts(exchange, ['id', 'snippet']);
  const media = await receiveSmallMedia(exchange, maxCaptionBytes);
  // The client went away before the track was whole.
  if (!media) return emptyAnswer(400);
  const parsed = bodySchema.safeParse(parseJson(media.json));
  if (!parsed.success) throw captionError(400, 'invalidMetadata');
  if (media.content.length === 0) throw captionError(400, 'contentRequired');
  const { videoId, language, name, isDraft } = parsed.data.snippet;
  const video = findOwnVideo(youtube, caller, videoId);
  const tracks = youtube.captions.listByOwner(videoId);
  if (tracks.some((track) => track.language === language && track.name === name)) {
    throw captionError(409, 'captionExists');
  }
  const id = randomBytes(24).toString('base64url');
  const caption = { id, videoId, language, name, isDraft, updatedAtMs: exchange.nowMs };
  inTransaction(youtube.context.database, () => {
    youtube.captions.put(caption);
    youtube.context.ledger.record({
      platform: 'youtube',
      account: video.channelId,
      kind: 'caption',
      remoteId: id,
      title: null,
      description: `${videoId}/${language}/${name}`,
      privacy: null,
      publishAt: null,
      publishedAt: null,
      bytes: media.content.length,
      sha256: createHash('sha256').update(media.content).digest('hex'),
    });
  });
  return jsonAnswer(200, renderCaption(caption));
}

/** `GET /youtube/v3/captions?videoId=…` (50 units). @throws GoogleApiError */
export function handleCaptionsList(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, captionScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  readParts(exchange, ['id', 'snippet']);
  const videoId = exchange.query.get('videoId');
  if (!videoId) throw parameterError('missingRequiredParameter', 'videoId', 'Required parameter: videoId');
  findOwnVideo(youtube, caller, videoId);
  const items = youtube.captions.listByOwner(videoId).map(renderCaption);
  return jsonAnswer(200, { kind: 'youtube#captionListResponse', etag: toEtag(items), items });
}

/** `DELETE /youtube/v3/captions?id=…` (50 units). @throws GoogleApiError */
export function handleCaptionsDelete(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, captionScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const id = exchange.query.get('id');
  if (!id) throw parameterError('missingRequiredParameter', 'id', 'Required parameter: id');
  const caption = youtube.captions.find(id);
  if (!caption) throw captionError(404, 'captionNotFound');
  findOwnVideo(youtube, caller, caption.videoId);
  inTransaction(youtube.context.database, () => {
    youtube.captions.remove(id);
    youtube.context.ledger.erase('youtube', id, exchange.nowMs);
  });
  return emptyAnswer(204);
}

function renderCaption({ id, videoId, language, name, isDraft, updatedAtMs }: Caption) {
  const lastUpdated = new Date(updatedAtMs).toISOString();
  const facts = { videoId, lastUpdated, trackKind: 'standard', language, name, audioTrackType: 'unknown' };
  const flags = { isCC: false, isLarge: false, isEasyReader: false, isDraft, isAutoSynced: false, status: 'serving' };
  return { kind: 'youtube#caption', etag: toEtag({ id, ...facts, ...flags }), id, snippet: { ...facts, ...flags } };
}

function captionError(status: number, reason: string): GoogleApiError {
  return new GoogleApiError({ status, reason, domain: 'youtube.caption' });
}
