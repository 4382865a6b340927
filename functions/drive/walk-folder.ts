import { childrenOf } from '../../shared/domain/drive/children-of.ts';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { type DriveFile, isFolder } from '../../shared/domain/drive/drive-file.ts';
import { getFolder } from './get-folder.ts';
import type { Level } from './walk-state.ts';

/** A file on the way, with the names from the top of the walk down to it. */
export interface Walked {
  readonly file: DriveFile;
  /** 1 = in the folder where the walk began. */
  readonly depth: number;
  readonly names: readonly string[];
}

export interface Walk {
  readonly found: readonly Walked[];
  /** Where it goes on; empty = it is over. */
  readonly rest: readonly Level[];
}

interface WalkLimits {
  readonly maxDepth: number;
  readonly maxFiles: number;
  /** Whether there is time for one more list. */
  hasTime(): boolean;
}

/** A level with what is needed to go on in it. */
interface OpenLevel extends Level {
  readonly folder: DriveFile;
  /** Of the page that it is on; null = not asked yet. */
  page: { readonly files: readonly DriveFile[]; readonly nextPageToken: string | null } | null;
}

/**
 * Walks a tree depth first, each folder before what is in it, so that all it must remember is one place per level. Shortcuts
 * are shown and not followed: a walk cannot go round in circles.
 */
export async function walkFolder(drive: DriveApi, start: readonly Level[], limits: WalkLimits): Promise<Walk> {
  const stack: OpenLevel[] = await Promise.all(
    start.map(async (level) => ({ ...level, folder: await getFolder(drive, level.folderId), page: null })),
  );
  const found: Walked[] = [];
  for (let at = stack.at(-1); at && found.length < limits.maxFiles; at = stack.at(-1)) {
    if (!at.page) {
      if (!limits.hasTime()) break;
      at.page = await listLevel(drive, at);
    }
    const file = at.page.files[at.passed];
    if (!file) {
      stack.pop();
      if (at.page.nextPageToken !== null) {
        // Drive may cut the same list into other pages when it is asked again, even into empty ones.
        const passed = at.passed - at.page.files.length;
        stack.push({ ...at, pageToken: at.page.nextPageToken, passed, page: null });
      }
      continue;
    }
    at.passed += 1;
    const above = stack.slice(1).map(({ folder }) => folder.name);
    found.push({ file, depth: stack.length, names: [...above, file.name] });
    if (isFolder(file) && stack.length < limits.maxDepth) {
      stack.push({ folderId: file.id, pageToken: null, passed: 0, folder: file, page: null });
    }
  }
  return { found, rest: stack.map(({ folderId, pageToken, passed }) => ({ folderId, pageToken, passed })) };
}

function listLevel(drive: DriveApi, { folder, pageToken }: OpenLevel) {
  const query = { ...childrenOf(folder), orderBy: 'folder,name', pageSize: 1000 };
  return drive.list(pageToken === null ? query : { ...query, pageToken });
}
