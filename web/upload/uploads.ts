import { createStore } from '../data/store.ts';

/**
 * How far a file is: `queued` for its turn, `starting` = being announced, `sending`, `paused` by its user, `waiting` = the
 * network or the server does not answer and it is tried again, `finishing` = the parts are joined, `failed` for good,
 * `elsewhere` = another tab is sending it.
 */
export type UploadState =
  | 'queued'
  | 'starting'
  | 'sending'
  | 'paused'
  | 'waiting'
  | 'finishing'
  | 'failed'
  | 'elsewhere';

/** A file on its way from this tab. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  /** The server knows an announcement again by it; a new try after a refusal is another one. */
  readonly key: string;
  /** Of the video that it becomes; undefined until that is announced. */
  readonly videoId: string | undefined;
  readonly state: UploadState;
  readonly sentBytes: number;
  /** Of the last seconds; 0 = not known. */
  readonly bytesPerSecond: number;
  /** What went wrong, for `failed`; why it waits, for `waiting`. */
  readonly problem: string | undefined;
  /** Which platforms will not take it, and why. */
  readonly notes: readonly string[];
}

export const uploads = createStore<readonly Upload[]>([]);

export function findUpload(id: string): Upload | undefined {
  return uploads.get().find((upload) => upload.id === id);
}

export function patchUpload(id: string, change: Partial<Upload>): void {
  uploads.set((present) => present.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
}

export function dropUpload(id: string): void {
  uploads.set((present) => present.filter((upload) => upload.id !== id));
}

const active: ReadonlySet<UploadState> = new Set(['queued', 'starting', 'sending', 'waiting', 'finishing']);

/** Whether something is lost for now when the tab is closed. */
export function isActive({ state }: Upload): boolean {
  return active.has(state);
}
