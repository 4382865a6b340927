import { authorizeCaller } from '../google-api/authorize-caller.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import { beginSession } from '../google-api/resumable/begin-session.ts';
import { maxFileBytes } from '../google-api/resumable/content-range.ts';
import type { Answer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError, videoError } from './content-error.ts';
import { readParts, videoParts } from './parts.ts';
import { uploadScopes } from './scopes.ts';
import { readFateWish, type UploadIntent } from './upload-intent.ts';
import { readLocalizations, readPaidPlacement, readRecordingDate, readSnippet, readStatus } from './video-metadata.ts';
import { parseVideoResource, type VideoResource } from './video-resource.ts';
import { requireChannel, type Youtube } from './youtube.ts';

export interface InsertCall {
  readonly sub: string;
  readonly intent: Omit<UploadIntent, 'metadata'>;
}

/**
 * `POST /upload/youtube/v3/videos?uploadType=resumable`: checks the metadata and opens a session.
 * @throws GoogleApiError every reason that is known before a byte is sent
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol#Start_Resumable_Session
 */
export async function openUploadSession(youtube: Youtube, exchange: Exchange): Promise<Answer> {
  const call = admitInsert(youtube, exchange);
  const totalBytes = readDeclaredLength(exchange);
  const contentType = readDeclaredType(header(exchange, 'x-upload-content-type') ?? 'application/octet-stream');
  const fileName = readSlug(header(exchange, 'slug'));
  const resource = parseVideoResource(await exchange.text());
  const intent = { ...call.intent, metadata: readMetadata(resource, call.intent.parts) };
  youtube.context.stats.add('youtube', 'sessionsOpened');
  const session = { sub: call.sub, totalBytes, contentType, fileName, payload: intent };
  return beginSession(youtube.sessions, exchange, session, youtube.options.sessionSeconds);
}

/** The checks and charges that every kind of insert shares. @throws GoogleApiError */
export function admitInsert(youtube: Youtube, exchange: Exchange): InsertCall {
  const caller = authorizeCaller(youtube.google, exchange, uploadScopes);
  const channel = requireChannel(caller);
  const { projectId } = caller;
  youtube.quota.chargeInsert(projectId, exchange.nowMs);
  const parts = readParts(exchange, videoParts);
  if (!readNotifySubscribers(exchange)) youtube.context.stats.add('youtube', 'insertsWithoutNotification');
  assertChannelLimit(youtube, channel.id, exchange.nowMs);
  const intent = { channelId: channel.id, projectId, parts, fate: readFateWish(exchange.faults) };
  return { sub: caller.account.sub, intent };
}

/** The checked metadata of a new video; sections that `part` does not name are ignored. @throws GoogleApiError */
export function readMetadata(resource: VideoResource, parts: readonly string[]): UploadIntent['metadata'] {
  const only = (part: string) => (parts.includes(part) ? resource : {});
  // Without a snippet YouTube names the video itself.
  const snippet = readSnippet(parts.includes('snippet') ? resource : { snippet: { title: 'unknown' } });
  return {
    ...snippet,
    ...readStatus(only('status'), false),
    localizations: readLocalizations(only('localizations'), snippet.defaultLanguage),
    recordingDate: readRecordingDate(only('recordingDetails')),
    hasPaidProductPlacement: readPaidPlacement(only('paidProductPlacementDetails')),
  };
}

/** @throws GoogleApiError 400 unless it is a video or unspecified bytes */
export function readDeclaredType(type: string): string {
  if (/^(video\/[\w.+-]+|application\/octet-stream)\s*(;|$)/i.test(type)) return type.split(';')[0]?.trim() ?? type;
  throw new GoogleApiError({
    status: 400,
    reason: 'badContent',
    message: `Media type '${type}' is not supported. Valid media types: [video/*, application/octet-stream]`,
  });
}

/** The file name that the client wants to be known. @throws GoogleApiError 400 `invalidFilename` */
export function readSlug(slug: string | undefined): string | null {
  if (slug === undefined) return null;
  // Header values arrive as Latin-1; clients send UTF-8 bytes or percent-encoding.
  const name = decodePercent(Buffer.from(slug, 'latin1').toString('utf8'));
  const forbidden = name === undefined || [...name].some((character) => character < ' ' || '/\\'.includes(character));
  if (name === undefined || forbidden || name.trim() === '' || name.length > 255) {
    throw videoError(400, 'invalidFilename');
  }
  return name;
}

/** Default true. @throws GoogleApiError 400 */
function readNotifySubscribers({ query }: Exchange): boolean {
  const text = query.get('notifySubscribers') ?? 'true';
  if (text === 'true' || text === 'false') return text === 'true';
  throw parameterError('invalidParameter', 'notifySubscribers', `Invalid value '${text}'.`);
}

function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readDeclaredLength(exchange: Exchange): number | null {
  const text = header(exchange, 'x-upload-content-length');
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text)) {
    throw new GoogleApiError({ status: 400, reason: 'badRequest', message: 'Invalid X-Upload-Content-Length.' });
  }
  if (Number(text) > maxFileBytes) {
    throw new GoogleApiError({ status: 413, reason: 'uploadTooLarge', message: 'The file is larger than 256 GiB.' });
  }
  return Number(text);
}

/** The channel's own limit counts videos, not calls. */
function assertChannelLimit(youtube: Youtube, channelId: string, nowMs: number): void {
  const limit = youtube.options.channelDailyUploads;
  if (youtube.videos.countByChannel(channelId) < limit) return;
  const dayAgo = nowMs - 24 * 3600 * 1000;
  const recent = youtube.videos.listByChannel(channelId).filter((video) => video.uploadedAtMs > dayAgo);
  if (recent.length >= limit) throw videoError(400, 'uploadLimitExceeded');
}

function header(exchange: Exchange, name: string): string | undefined {
  const value = exchange.request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
