import type { DriveApi } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { isFolder } from '../../domain/drive/drive-file.ts';
import { PlatformError } from '../../domain/posts/publisher.ts';
import type { TurnContext } from '../turn-context.ts';
import { refusalOf } from './refusal-of.ts';
import type { Target } from './target.ts';

/** What the steps of a plan find out once in a turn. */
export interface Walk {
  readonly turn: TurnContext;
  /** Null for an import. @throws PlatformError `destination_gone`, `destination_read_only` */
  target(): Promise<Target | null>;
  /** Whether a folder above this file was chosen too: then the file comes with that. */
  isWithinRoot(file: DriveFile): Promise<boolean>;
}

export function openWalk(turn: TurnContext): Walk {
  const findAbove = createFinder(turn.source, turn.signal);
  let target: Promise<Target | null> | undefined;
  let roots: Promise<ReadonlySet<string>> | undefined;
  const walk: Walk = {
    turn,
    target() {
      target ??= findTarget(turn);
      return target;
    },
    async isWithinRoot(file) {
      roots ??= findRoots(walk, findAbove);
      const ids = await roots;
      const into = await walk.target();
      for await (const above of foldersAbove(file, findAbove)) {
        if (ids.has(above.id) && isTaken(above, into)) return true;
      }
      return false;
    },
  };
  return walk;
}

async function findRoots({ turn }: Walk, findAbove: Finder): Promise<ReadonlySet<string>> {
  const root = turn.transfer.roots.includes('root') ? await findAbove('root') : undefined;
  return new Set([...turn.transfer.roots, ...(root ? [root.id] : [])]);
}

/** Whether a chosen folder moves; nothing comes with one that cannot. */
function isTaken(folder: DriveFile, target: Target | null): boolean {
  return folder.can.listChildren && refusalOf(folder, { parentId: null }, target) === undefined;
}

async function findTarget({ transfer, destination, signal }: TurnContext): Promise<Target | null> {
  if (!destination || !transfer.destination) return null;
  const folder = await destination.find(transfer.destination.folderId, signal);
  if (!folder || folder.trashed || !isFolder(folder)) {
    throw new PlatformError(
      'rejected',
      'destination_gone',
      'The folder at the destination is not there any more. Take it back from the trash, or order the move to another one.',
    );
  }
  if (!folder.can.addChildren) {
    const message =
      'The account may not put anything into the folder at the destination. Ask its owner for the right to.';
    throw new PlatformError('rejected', 'destination_read_only', message);
  }
  const path = new Set([folder.id]);
  for await (const above of foldersAbove(folder, createFinder(destination, signal))) path.add(above.id);
  return { folder, path };
}

type Finder = (id: string) => Promise<DriveFile | undefined>;

/** Asks for every folder once. */
function createFinder(drive: Pick<DriveApi, 'find'>, signal: AbortSignal): Finder {
  const known = new Map<string, Promise<DriveFile | undefined>>();
  return (id) => {
    const found = known.get(id) ?? drive.find(id, signal);
    known.set(id, found);
    return found;
  };
}

async function* foldersAbove(file: DriveFile, find: Finder): AsyncGenerator<DriveFile> {
  const seen = new Set([file.id]);
  let [above] = file.parents;
  while (above !== undefined && !seen.has(above)) {
    seen.add(above);
    const folder = await find(above);
    if (!folder) return;
    yield folder;
    [above] = folder.parents;
  }
}
