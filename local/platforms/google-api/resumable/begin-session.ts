import { randomBytes } from 'node:crypto';
import { type Answer, emptyAnswer } from '../../http/answer.ts';
import type { Exchange } from '../../platform.ts';
import type { UploadSession, UploadSessions } from './upload-sessions.ts';

/** What a service knows of an upload before its first byte. */
export type NewSession = Pick<UploadSession, 'sub' | 'totalBytes' | 'contentType' | 'fileName' | 'payload'>;

/**
 * Opens an upload session; the answer carries its address.
 * @param lifeSeconds how long it can be used
 */
export function beginSession(
  sessions: UploadSessions,
  exchange: Exchange,
  session: NewSession,
  lifeSeconds: number,
): Answer {
  const id = randomBytes(48).toString('base64url');
  const expiresAtMs = exchange.nowMs + lifeSeconds * 1000;
  sessions.put({ ...session, id, expiresAtMs, state: 'open', lostStatus: 404, answer: null });
  const location = new URL(exchange.url);
  location.searchParams.delete('access_token');
  location.searchParams.set('upload_id', id);
  return emptyAnswer(200, { location: location.href, 'x-guploader-uploadid': id });
}
