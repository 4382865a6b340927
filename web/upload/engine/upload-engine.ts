import { api } from '../../data/api.ts';
import { queryClient } from '../../data/query-client.ts';
import { session } from '../../data/session.ts';
import { refreshVideos } from '../../data/videos.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { showError, showToast } from '../../ui/toasts.ts';
import { keepFrame } from '../thumbnails/keep-frame.ts';
import { dropUpload, findUpload, isActive, patchUpload, type Upload, uploads } from '../uploads.ts';
import { runUpload } from './run-upload.ts';

/** Files that are sent at the same time, each part by part. */
const filesAtOnce = 3;
const running = new Map<string, AbortController>();

/** Starts whoever is next, as long as there is room. */
export function pumpUploads(): void {
  for (const upload of uploads.get()) {
    if (running.size >= filesAtOnce) return;
    if (upload.state === 'queued' && !running.has(upload.id)) void run(upload);
  }
}

async function run(upload: Upload): Promise<void> {
  const controller = new AbortController();
  running.set(upload.id, controller);
  const isDone = await runUpload(upload, controller.signal);
  running.delete(upload.id);
  const { videoId } = findUpload(upload.id) ?? {};
  if (isDone && videoId !== undefined) {
    void keepFrame(upload.file, videoId);
    await refreshVideos(queryClient);
    dropUpload(upload.id);
    showToast(texts.done(upload.file.name), 'good');
  }
  pumpUploads();
}

export function pauseUpload(id: string): void {
  patchUpload(id, { state: 'paused', bytesPerSecond: 0, problem: undefined });
  running.get(id)?.abort();
}

/** Goes on after a pause, or tries again what was refused. */
export function continueUpload(id: string): void {
  const key = findUpload(id)?.state === 'failed' ? { key: crypto.randomUUID() } : {};
  patchUpload(id, { ...key, state: 'queued', problem: undefined });
  pumpUploads();
}

/** Stops the upload and throws away what has arrived of it. */
export async function cancelUpload(id: string): Promise<void> {
  const upload = findUpload(id);
  running.get(id)?.abort();
  dropUpload(id);
  if (upload?.videoId !== undefined && upload.state !== 'elsewhere') await discardUpload(upload.videoId);
}

/** Throws away what has arrived of an upload that nobody goes on with. */
export async function discardUpload(videoId: string): Promise<void> {
  try {
    await api.deleteVideo({ params: { videoId } });
  } catch (error) {
    showError(error);
  }
  await refreshVideos(queryClient);
}

/** Files are sent for whom they were chosen: when somebody else is here, or nobody, they stop. What has arrived stays. */
let owner: string | undefined;
const noteOwner = () => {
  const present = session.get();
  if (present.kind === 'unknown' || present.kind === 'unreachable') return;
  const user = present.kind === 'in' ? present.user.id : undefined;
  if (owner !== undefined && user !== owner) {
    for (const controller of running.values()) controller.abort();
    uploads.set([]);
  }
  owner = user;
};
noteOwner();
session.subscribe(noteOwner);

/** The browser asks before it closes a tab that is still sending. */
addEventListener('beforeunload', (event) => {
  if (uploads.get().some(isActive)) event.preventDefault();
});
