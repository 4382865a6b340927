import { randomBytes } from 'node:crypto';
import { receiveMedia } from '../google-api/receive-media.ts';
import { bodyRequired } from '../google-api/resumable/session-put.ts';
import { openUploadFile } from '../google-api/resumable/upload-file.ts';
import { type Answer, emptyAnswer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { createVideo } from './create-video.ts';
import { readMp4DurationMs } from './mp4-duration.ts';
import { readMp4Picture } from './mp4-picture.ts';
import { renderVideo } from './render-video.ts';
import { parseVideoResource } from './video-resource.ts';
import { admitInsert, readDeclaredType, readMetadata } from './videos-insert.ts';
import { findChannel, toBaseUrl, type Youtube } from './youtube.ts';

/**
 * `POST /upload/youtube/v3/videos?uploadType=media|multipart`: the whole video in one request, not resumable.
 * @throws GoogleApiError
 */
export async function receiveVideo(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const { sub: _sub, intent } = admitInsert(youtube, exchange);
  const { options, sessions, context } = youtube;
  const fileId = randomBytes(48).toString('base64url');
  const file = openUploadFile(sessions.filePath(fileId), null, ['sha256']);
  await file.begin();
  let created = false;
  try {
    const media = await receiveMedia(exchange, file.append);
    await file.end(true);
    const bytes = file.storedBytes();
    context.stats.add('youtube', 'bytesReceived', bytes);
    // The client is gone: nobody hears this answer, and an upload that is not whole makes no video.
    if (!media) return emptyAnswer(400);
    if (bytes === 0) throw bodyRequired('youtube.video');
    const contentType = readDeclaredType(media.mediaType);
    const metadata = readMetadata(parseVideoResource(media.json), media.json === '' ? [] : intent.parts);
    const sha256 = (await file.digest()).sha256 ?? '';
    const kept = bytes <= options.maxKeptBytes;
    const durationMs = readMp4DurationMs(file.path, bytes) ?? null;
    const picture = readMp4Picture(file.path, bytes);
    const facts = { durationMs, picture, bytes, sha256, contentType };
    const arrived = { ...facts, fileName: null, fileId: kept ? fileId : null };
    const video = createVideo(youtube, { ...intent, metadata }, arrived, exchange.nowMs);
    created = kept;
    context.stats.add('youtube', 'videosCreated');
    const channel = findChannel(youtube, video.channelId);
    if (!channel) throw new Error(`Channel ${video.channelId} is gone.`);
    const view = { channel, baseUrl: toBaseUrl(exchange), nowMs: exchange.nowMs };
    return jsonAnswer(200, renderVideo(video, intent.parts, view));
  } finally {
    await file.end(false);
    if (!created) await file.remove();
  }
}
