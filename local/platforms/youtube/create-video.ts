import { randomBytes } from 'node:crypto';
import type { Picture } from './mp4-picture.ts';
import type { UploadIntent } from './upload-intent.ts';
import { toFate } from './upload-intent.ts';
import type { Video, VideoFate } from './video.ts';
import { advanceVideo, noteVisibility } from './video-life.ts';
import { findChannel, type Youtube } from './youtube.ts';

export interface ArrivedFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly durationMs: number | null;
  readonly picture: Picture | null;
  readonly contentType: string;
  readonly fileName: string | null;
  /** Where the bytes are, as long as they are kept. */
  readonly fileId: string | null;
}

/** Brings a video into existence: row and ledger entry in one transaction (the caller's, if there is one). */
export function createVideo(youtube: Youtube, intent: UploadIntent, file: ArrivedFile, nowMs: number): Video {
  const { options } = youtube;
  const processingSeconds = options.processingSeconds + (file.bytes / 1024 ** 3) * options.processingSecondsPerGibibyte;
  const fate =
    toFate(intent.fate, nowMs, nowMs + processingSeconds * 1000) ??
    rejectLength(youtube, intent.channelId, file, nowMs + processingSeconds * 1000);
  const hasTime = fate?.outcome === 'failed' || fate?.outcome === 'stuck';
  const processedAtMs = hasTime ? fate.atMs : nowMs + processingSeconds * 1000;
  const locked = fate?.outcome === 'locked-private' || options.lockedPrivateProjects.includes(intent.projectId);
  const video: Video = {
    id: newVideoId(),
    channelId: intent.channelId,
    projectId: intent.projectId,
    uploadedAtMs: nowMs,
    publishedAtMs: nowMs,
    visibleSinceMs: null,
    scheduleSetAtMs: null,
    scheduledAtMs: null,
    // The API says nothing about the lock: the video is just private, and its schedule is gone.
    metadata: locked ? { ...intent.metadata, privacy: 'private', publishAtMs: null } : intent.metadata,
    locked,
    uploadStatus: 'uploaded',
    failureReason: null,
    rejectionReason: null,
    processingStatus: 'processing',
    processingFailureReason: null,
    processedAtMs: Math.round(processedAtMs),
    fate,
    ...file,
    thumbnail: null,
  };
  const born = advanceVideo(noteVisibility(video, nowMs), nowMs) ?? video;
  youtube.videos.save(born);
  return born;
}

const quarterHourMs = 15 * 60 * 1000;
const twelveHoursMs = 12 * 3600 * 1000;

/**
 * Above 15 minutes only verified channels, above 12 hours nobody: found out while processing, not before.
 * @see https://support.google.com/youtube/answer/71673
 */
function rejectLength(youtube: Youtube, channelId: string, file: ArrivedFile, atMs: number): VideoFate | null {
  const allowed = findChannel(youtube, channelId)?.longUploads === 'allowed';
  if ((file.durationMs ?? 0) <= (allowed ? twelveHoursMs : quarterHourMs)) return null;
  return { outcome: 'rejected', reason: 'length', atMs, polls: 0 };
}

/** Eleven characters of the URL-safe alphabet; the last one carries four bits, as on the real site. */
function newVideoId(): string {
  return randomBytes(8).toString('base64url');
}
