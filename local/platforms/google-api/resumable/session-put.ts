import type { Answer } from '../../http/answer.ts';
import { emptyAnswer } from '../../http/answer.ts';
import { consumeBody } from '../../http/consume-body.ts';
import type { Exchange } from '../../platform.ts';
import { GoogleApiError } from '../google-api-error.ts';
import { maxFileBytes, parseSessionRequest, type SessionRequest } from './content-range.ts';
import type { Digests } from './file-hash.ts';
import { receiveBytes } from './receive-bytes.ts';
import type { UploadSession, UploadSessions } from './upload-sessions.ts';

/** What a service does with finished uploads. */
export interface UploadService {
  readonly sessions: UploadSessions;
  /** Error domain of the thing that is uploaded, such as `youtube.video`. */
  readonly domain: string;
  recordBytes(bytes: number): void;
  /** @throws GoogleApiError when this request may not touch the session */
  assertCaller(exchange: Exchange, session: UploadSession): void;
  /**
   * Makes the thing out of the bytes and stores the answer in the session, all in one transaction.
   * @returns the answer that is repeated from now on
   */
  complete(session: UploadSession, bytes: number, digests: Digests, exchange: Exchange): Answer;
}

/**
 * `PUT` to a session URL: bytes, or the question how far the upload got.
 * @throws GoogleApiError
 * @see https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
 */
export async function handleSessionPut(service: UploadService, exchange: Exchange): Promise<Answer> {
  try {
    return await answerPut(service, exchange);
  } finally {
    // Whatever was decided, the rest of the body is read so that the client can finish sending and hear the answer.
    await consumeBody(exchange.request, [], () => undefined);
  }
}

async function answerPut(service: UploadService, exchange: Exchange): Promise<Answer> {
  const session = findSession(service.sessions, exchange);
  service.assertCaller(exchange, session);
  if (session.answer) return session.answer;
  const { headers } = exchange.request;
  const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  const asked = parseSessionRequest(headers['content-range'], length);
  const mismatch = session.totalBytes !== null && asked.total !== null && asked.total !== session.totalBytes;
  if (asked.kind === 'status') {
    if (mismatch) throw new GoogleApiError({ status: 400, reason: 'badRequest', message: 'Wrong total size.' });
    const { active } = service.sessions.live(session);
    // A sender that was cut off is still storing its last blocks: the answer counts them.
    if (active?.isCut()) await active.done;
    return answerProgress(service, findSession(service.sessions, exchange), exchange);
  }
  if (asked.length === 0) throw bodyRequired(service.domain);
  if (mismatch) return failForGood(service, session, `Expected ${session.totalBytes} bytes, not ${asked.total}.`);
  if ((asked.total ?? asked.start + (asked.length ?? 0)) > maxFileBytes) {
    return failForGood(service, session, 'The file is larger than 256 GiB.');
  }
  return takeBytes(service, exchange, session, asked);
}

/** Takes the session over, appends the bytes when they continue at the stored offset, and says where it stands. */
async function takeBytes(
  service: UploadService,
  exchange: Exchange,
  session: UploadSession,
  asked: SessionRequest & { kind: 'bytes' },
): Promise<Answer> {
  const upload = service.sessions.live(session);
  const continues = () => asked.start === upload.file.storedBytes();
  // Only who continues at the stored offset may cut off the one who is sending now.
  while (upload.active && continues()) {
    upload.active.stop();
    await upload.active.done;
  }
  const current = findSession(service.sessions, exchange);
  if (current.answer) return current.answer;
  if (upload.active || !continues()) return answerProgress(service, current, exchange);

  const known = current.totalBytes ?? asked.total;
  const open = known === current.totalBytes ? current : { ...current, totalBytes: known };
  if (open !== current) service.sessions.put(open);
  let ended = false;
  const done = receiveBytes(exchange, upload, ({ whole, bytes }) => {
    ended = whole && (known === null ? asked.length === null : asked.start + bytes === known);
    return ended;
  });
  const { request } = exchange;
  upload.active = { stop: () => request.destroy(), isCut: () => request.destroyed, done: done.catch(() => {}) };
  try {
    service.recordBytes((await done).bytes);
  } finally {
    upload.active = undefined;
  }
  // While the bytes came in, the session may have been lost, or finished by a status query.
  const after = findSession(service.sessions, exchange);
  if (after.answer) return after.answer;
  const whole = ended && after.totalBytes === null ? { ...after, totalBytes: upload.file.storedBytes() } : after;
  if (whole !== after) service.sessions.put(whole);
  return answerProgress(service, whole, exchange);
}

/** 308 with what is stored, or the final answer once everything is. */
async function answerProgress(service: UploadService, session: UploadSession, exchange: Exchange): Promise<Answer> {
  const upload = service.sessions.live(session);
  const stored = upload.file.storedBytes();
  // Also reached by a status query: a crash between the last byte and the video leaves the file whole and nothing made.
  if (stored > 0 && stored === session.totalBytes) return finish(service, session, exchange);
  return emptyAnswer(308, stored > 0 ? { range: `bytes=0-${stored - 1}` } : {});
}

async function finish(service: UploadService, session: UploadSession, exchange: Exchange): Promise<Answer> {
  const upload = service.sessions.live(session);
  while (upload.finishing) await upload.finishing;
  const earlier = service.sessions.find(session.id)?.answer;
  if (earlier) return earlier;
  const digesting = upload.file.digest();
  upload.finishing = digesting.catch(() => {});
  try {
    return service.complete(session, upload.file.storedBytes(), await digesting, exchange);
  } finally {
    upload.finishing = undefined;
  }
}

function findSession(sessions: UploadSessions, exchange: Exchange): UploadSession {
  const session = sessions.find(exchange.query.get('upload_id') ?? '');
  if (!session || session.state === 'lost' || session.expiresAtMs <= exchange.nowMs) {
    const status = session?.state === 'lost' ? session.lostStatus : 404;
    throw new GoogleApiError({ status, reason: 'notFound', message: 'The upload session was not found.' });
  }
  return session;
}

function failForGood({ sessions }: UploadService, session: UploadSession, message: string): Answer {
  const answer = new GoogleApiError({ status: 400, reason: 'badRequest', message }).toAnswer();
  sessions.put({ ...session, state: 'failed', answer });
  return answer;
}

/** A media upload without media. */
export function bodyRequired(domain: string): GoogleApiError {
  return new GoogleApiError({
    status: 400,
    reason: 'mediaBodyRequired',
    domain,
    message: 'The request does not include the media content.',
  });
}
