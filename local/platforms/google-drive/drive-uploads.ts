import { randomBytes } from 'node:crypto';
import { applyFields } from '../google-api/fields-mask.ts';
import { GoogleApiError } from '../google-api/google-api-error.ts';
import type { Digests } from '../google-api/resumable/file-hash.ts';
import type { UploadService } from '../google-api/resumable/session-put.ts';
import type { UploadSession } from '../google-api/resumable/upload-sessions.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { inTransaction } from '../storage/open-database.ts';
import { readMp4DurationMs } from '../youtube/mp4-duration.ts';
import { readMp4Picture } from '../youtube/mp4-picture.ts';
import type { Call } from './access.ts';
import type { Drive } from './drive.ts';
import type { Content, DriveFile } from './drive-file.ts';
import { assertStorage, createFile } from './new-file.ts';
import { recordInLedger } from './record-file.ts';
import { defaultFileFields, renderFile } from './render-file.ts';
import { planUpload, type UploadIntent, uploadIntentSchema } from './upload-plan.ts';

/** How simulated Drive finishes a resumable upload. The session's address alone is enough to send bytes. */
export function createDriveUploads(drive: Drive): UploadService {
  const { sessions, context } = drive;
  return {
    sessions,
    domain: 'global',
    recordBytes: (bytes) => {
      context.stats.add('drive', 'bytesReceived', bytes);
    },
    assertCaller: () => undefined,
    complete: (session, bytes, digests, exchange) => {
      const answer = inTransaction(context.database, () => {
        const made = finishUpload(drive, session, { bytes, digests, exchange });
        sessions.put({ ...session, state: 'complete', answer: { ...made, headers: { ...made.headers } } });
        return made;
      });
      // After the commit, so that a crash can only leave a superfluous file.
      if (bytes > drive.options.maxKeptBytes) void sessions.live(session).file.remove();
      return answer;
    },
  };
}

interface Arrived {
  readonly bytes: number;
  readonly digests: Digests;
  readonly exchange: Exchange;
}

function finishUpload(drive: Drive, session: UploadSession, { bytes, digests, exchange }: Arrived): Answer {
  const intent = uploadIntentSchema.parse(session.payload);
  const call = callOf(drive, session.sub, intent, exchange);
  const kept = bytes <= drive.options.maxKeptBytes;
  try {
    const content = toContent(drive, { bytes, digests, blobId: kept ? session.id : null });
    const file = storeUpload(drive, call, intent, content);
    const fields = exchange.query.get('fields') ?? defaultFileFields;
    return applyFields(jsonAnswer(200, renderFile(drive, call, file, 'owner')), fields);
  } catch (error) {
    // What the last byte brought to light is the session's answer from now on.
    if (error instanceof GoogleApiError) return error.toAnswer();
    throw error;
  }
}

/** Makes the new file, or gives an existing one its new bytes. @throws GoogleApiError */
export function storeUpload(drive: Drive, call: Call, intent: UploadIntent, content: Content): DriveFile {
  const planned = planUpload(drive, call, intent);
  drive.quota.countUpload(call.sub, call.nowMs, content.bytes);
  if (intent.fileId === null) return createFile(drive, call, planned, content);
  assertStorage(drive, call, planned, content.bytes - (planned.content?.bytes ?? 0));
  const file = { ...planned, content };
  drive.files.put(file);
  recordInLedger(drive, file);
  return file;
}

/**
 * Bytes that lie in the file of a blob, with the checksums that clients compare.
 * @param blobId null = they are not kept
 */
export function toContent(
  { sessions }: Pick<Drive, 'sessions'>,
  { bytes, digests, blobId }: { readonly bytes: number; readonly digests: Digests; readonly blobId: string | null },
): Content {
  const { md5 = '', sha1 = '', sha256 = '' } = digests;
  const video = blobId === null || bytes === 0 ? null : readVideo(sessions.filePath(blobId), bytes);
  return { bytes, md5, sha1, sha256, blobId, video, revisionId: `0B${randomBytes(18).toString('base64url')}` };
}

/** What Drive finds out about a video by itself; null for every other file. */
function readVideo(path: string, bytes: number): Content['video'] {
  const picture = readMp4Picture(path, bytes);
  const durationMs = readMp4DurationMs(path, bytes);
  if (!picture || durationMs === undefined) return null;
  return { width: picture.widthPixels, height: picture.heightPixels, durationMs };
}

/** Whoever opened the session is meant, whatever the request carries. */
function callOf(drive: Drive, sub: string, intent: UploadIntent, { nowMs }: Exchange): Call {
  const account = drive.google.findAccountBySub(sub);
  if (!account) throw new Error(`Account ${sub} is gone.`);
  const scopes = ['https://www.googleapis.com/auth/drive'];
  const caller = { token: '', account, clientId: '', projectId: intent.projectId, scopes };
  return { caller, sub, nowMs, allDrives: intent.allDrives };
}
