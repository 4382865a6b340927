import { api } from '../../data/api.ts';
import { explain, hasCode } from '../../data/errors.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { uploadLockOf } from '../upload-lock.ts';
import { patchUpload, type Upload } from '../uploads.ts';
import { announceUpload, type BegunUpload, resumeUpload } from './begin-upload.ts';
import { noteRefusals } from './note-refusals.ts';
import { patiently, type Surroundings } from './patiently.ts';
import { UnreadableFileError, UploadGoneError } from './send-part.ts';
import { sendParts } from './send-parts.ts';
import { createSpeedMeter } from './speed-meter.ts';
import { surroundingsOf } from './surroundings.ts';

/** Twice a second is as much as somebody can read. */
const reportMilliseconds = 500;

/**
 * Takes a file from wherever it stands to a finished video.
 * @returns whether the video is there; false = it was stopped, failed or is sent by another tab, and its row says which
 */
export async function runUpload(upload: Upload, signal: AbortSignal): Promise<boolean> {
  const { id } = upload;
  const around = surroundingsOf(signal, (reason) => {
    if (reason === undefined) patchUpload(id, { state: 'sending', problem: undefined });
    else patchUpload(id, { state: 'waiting', problem: texts.waitingFor[reason], bytesPerSecond: 0 });
  });
  try {
    patchUpload(id, { state: 'starting', problem: undefined });
    const begun = await begin(upload, around);
    if (!begun) return true;
    patchUpload(id, { videoId: begun.videoId });
    if (begun.isDoubtful) void noteRefusals(id, begun.videoId);
    return await withLock(id, begun.videoId, () => send(upload, begun, around));
  } catch (error) {
    // What is gone, or was thrown away for what it is, is begun anew when it is tried again.
    const isLost = isGone(error) || hasCode(error, 'not_a_video') || hasCode(error, 'size_mismatch');
    const forgotten = isLost ? { videoId: undefined } : {};
    if (!signal.aborted) {
      patchUpload(id, { ...forgotten, state: 'failed', problem: describe(error), bytesPerSecond: 0 });
    }
    return false;
  }
}

function begin({ file, key, videoId }: Upload, around: Surroundings): Promise<BegunUpload | undefined> {
  return videoId === undefined ? announceUpload(file, key, around) : resumeUpload(file, videoId, around);
}

async function send({ id, file }: Upload, begun: BegunUpload, around: Surroundings): Promise<boolean> {
  const meter = createSpeedMeter();
  let reported = 0;
  patchUpload(id, { state: 'sending' });
  await sendParts(file, begun, around, (sentBytes) => {
    const now = performance.now();
    const bytesPerSecond = meter.measure(sentBytes, now);
    if (now - reported < reportMilliseconds && sentBytes < file.size) return;
    reported = now;
    patchUpload(id, { sentBytes, bytesPerSecond });
  });
  patchUpload(id, { state: 'finishing', sentBytes: file.size, bytesPerSecond: 0 });
  const parts = [...begun.arrived].sort(([one], [other]) => one - other);
  const body = { parts: parts.map(([part_number, etag]) => ({ part_number, etag })) };
  await patiently(() => api.completeUpload({ params: { videoId: begun.videoId }, body }), around);
  return true;
}

/** Two tabs never send the same upload: the browser gives its lock to one, and takes it back when that one is gone. */
function withLock(id: string, videoId: string, action: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks.request(uploadLockOf(videoId), { ifAvailable: true }, async (lock) => {
    if (lock) return action();
    patchUpload(id, { state: 'elsewhere' });
    return false;
  });
}

function describe(error: unknown): string {
  if (hasCode(error, 'duplicate_video')) return texts.duplicate;
  if (error instanceof UnreadableFileError) return texts.unreadable;
  return isGone(error) ? texts.gone : explain(error);
}

function isGone(error: unknown): boolean {
  return error instanceof UploadGoneError || hasCode(error, 'not_found');
}
