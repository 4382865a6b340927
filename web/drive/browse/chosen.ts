import { driveTokenOf } from '../../data/drive-access.ts';
import { useStore } from '../../data/store.ts';
import type { DriveFile } from '../drive-api.ts';
import { createKeptStore } from '../kept-store.ts';

/** A chosen file or folder, with what has to be known of it when it is out of sight. */
export interface ChosenFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number | null;
  readonly isFolder: boolean;
  readonly isVideo: boolean;
}

interface Chosen {
  readonly email: string;
  readonly files: readonly ChosenFile[];
}

/** As many as one order takes. */
export const mostChosen = 1000;

const chosen = createKeptStore('chosen', parseChosen);
const token = driveTokenOf('source');
token.subscribe(() => token.get() === null && chosen.set(null));
const nothing: readonly ChosenFile[] = [];

/** What is chosen in the Drive of an account, in all of its folders. */
export function useChosen(email: string | undefined): readonly ChosenFile[] {
  const present = useStore(chosen);
  return present && present.email === email ? present.files : nothing;
}

/** Of the files that are shown, exactly these are chosen from now on; others stay as they are. */
export function choose(email: string, shown: readonly DriveFile[], ids: ReadonlySet<unknown>): void {
  const present = chosen.get();
  const before = present?.email === email ? present.files : nothing;
  const elsewhere = before.filter(({ id }) => !shown.some((file) => file.id === id));
  chosen.set({ email, files: [...elsewhere, ...shown.filter(({ id }) => ids.has(id)).map(toChosen)] });
}

export function clearChosen(): void {
  chosen.set(null);
}

function toChosen({ id, name, size, isFolder, isVideo, shortcut }: DriveFile): ChosenFile {
  const target = shortcut?.targetMimeType;
  const leadsToVideo = target === 'video/mp4' || target === 'video/quicktime';
  return { id, name, bytes: size, isFolder: isFolder || target === folderType, isVideo: isVideo || leadsToVideo };
}

export const folderType = 'application/vnd.google-apps.folder';

function parseChosen(value: unknown): Chosen | undefined {
  const { email, files } = Object(value);
  return typeof email === 'string' && Array.isArray(files) ? { email, files: files.flatMap(parseFile) } : undefined;
}

function parseFile(value: unknown): ChosenFile[] {
  const { id, name, bytes, isFolder, isVideo } = Object(value);
  if (typeof id !== 'string' || typeof name !== 'string') return [];
  return [
    {
      id,
      name,
      bytes: typeof bytes === 'number' ? bytes : null,
      isFolder: isFolder === true,
      isVideo: isVideo === true,
    },
  ];
}
