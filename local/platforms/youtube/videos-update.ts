import { authorizeCaller } from '../google-api/authorize-caller.ts';
import type { Caller } from '../google-oauth/google-accounts.ts';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError, videoError } from './content-error.ts';
import { readParts, videoParts } from './parts.ts';
import { renderVideo } from './render-video.ts';
import { writeScopes } from './scopes.ts';
import type { Video, VideoMetadata } from './video.ts';
import { advanceVideo, noteVisibility } from './video-life.ts';
import { readLocalizations, readPaidPlacement, readRecordingDate, readSnippet, readStatus } from './video-metadata.ts';
import { parseVideoResource, type VideoResource } from './video-resource.ts';
import { requireChannel, toBaseUrl, type Youtube } from './youtube.ts';

/**
 * `PUT /youtube/v3/videos`: replaces every mutable field of the named parts; what is left out is cleared.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/docs/videos/update
 */
export async function handleVideosUpdate(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const caller = authorizeCaller(youtube.google, exchange, writeScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const channel = requireChannel(caller);
  const parts = readParts(exchange, videoParts);
  const resource = parseVideoResource(await exchange.text());
  if (!resource.id) throw parameterError('missingRequiredParameter', 'id', 'The video resource needs an id.');
  const video = findOwnVideo(youtube, caller, resource.id);
  const { nowMs } = exchange;
  const metadata = replaceParts(video, resource, parts);
  const changed = {
    ...video,
    scheduleSetAtMs: parts.includes('status') ? nowMs : video.scheduleSetAtMs,
    scheduledAtMs: metadata.publishAtMs === null ? video.scheduledAtMs : null,
    metadata: video.locked ? { ...metadata, privacy: 'private' as const, publishAtMs: null } : metadata,
  };
  const updated = advanceVideo(noteVisibility(changed, nowMs), nowMs) ?? changed;
  youtube.videos.save(updated);
  return jsonAnswer(200, renderVideo(updated, parts, { channel, baseUrl: toBaseUrl(exchange), nowMs }));
}

/** `DELETE /youtube/v3/videos?id=…`. @throws GoogleApiError */
export function handleVideosDelete(youtube: Youtube, exchange: Exchange): Answer {
  const caller = authorizeCaller(youtube.google, exchange, writeScopes);
  youtube.quota.chargeUnits(caller.projectId, exchange.nowMs, 50);
  const id = exchange.query.get('id');
  if (!id) throw parameterError('missingRequiredParameter', 'id', 'Required parameter: id');
  youtube.videos.remove(findOwnVideo(youtube, caller, id), exchange.nowMs);
  return emptyAnswer(204);
}

/** @throws GoogleApiError 404 when there is none, 403 when it is somebody else's */
export function findOwnVideo(youtube: Youtube, caller: Caller, id: string): Video {
  const video = youtube.videos.find(id);
  if (!video) throw videoError(404, 'videoNotFound');
  if (video.channelId !== caller.account.channel?.id) throw videoError(403, 'forbidden');
  return video;
}

function replaceParts(video: Video, resource: VideoResource, parts: readonly string[]): VideoMetadata {
  let metadata = video.metadata;
  if (parts.includes('snippet')) {
    const { title, categoryId } = resource.snippet ?? {};
    if (title === undefined || categoryId === undefined) throw videoError(400, 'invalidVideoMetadata');
    metadata = { ...metadata, ...readSnippet(resource) };
  }
  if (parts.includes('status')) {
    metadata = { ...metadata, ...readStatus(resource, video.visibleSinceMs !== null) };
  }
  if (parts.includes('localizations')) {
    metadata = { ...metadata, localizations: readLocalizations(resource, metadata.defaultLanguage) };
  }
  if (parts.includes('recordingDetails')) metadata = { ...metadata, recordingDate: readRecordingDate(resource) };
  if (parts.includes('paidProductPlacementDetails')) {
    metadata = { ...metadata, hasPaidProductPlacement: readPaidPlacement(resource) };
  }
  return metadata;
}
