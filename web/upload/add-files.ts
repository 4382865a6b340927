import type { Video } from '../data/api.ts';
import { uploadTexts as texts } from '../texts/en/upload.ts';
import { showToast } from '../ui/toasts.ts';
import { checkFile } from './check-file.ts';
import { isSameFile } from './is-same-file.ts';
import { loadEngine } from './load-engine.ts';
import { type Upload, uploads } from './uploads.ts';

/**
 * Puts files in line. One that was begun before goes on where it stopped; one that is on its way already is left alone; one
 * that cannot be added stays in sight with the reason.
 * @param interrupted videos of which not everything has arrived
 */
export async function addFiles(files: readonly File[], interrupted: readonly Video[]): Promise<void> {
  const present = uploads.get();
  const isOnItsWay = (file: File) => present.some((upload) => upload.state !== 'failed' && sameFile(upload.file, file));
  const added = files.filter((file) => !isOnItsWay(file)).map((file) => toUpload(file, interrupted));
  for (const { name } of files.filter(isOnItsWay)) showToast(texts.onItsWay(name));
  uploads.set([...present, ...added]);
  (await loadEngine()).pumpUploads();
}

function sameFile(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size;
}

function toUpload(file: File, interrupted: readonly Video[]): Upload {
  const problem = checkFile(file);
  return {
    id: crypto.randomUUID(),
    key: crypto.randomUUID(),
    file,
    videoId: interrupted.find((video) => isSameFile(file, video))?.id,
    state: problem === undefined ? 'queued' : 'failed',
    sentBytes: 0,
    bytesPerSecond: 0,
    problem,
    notes: [],
  };
}
