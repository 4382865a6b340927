import { childrenOf } from '../../domain/drive/children-of.ts';
import type { DriveApi, DriveQuery } from '../../domain/drive/drive-api.ts';
import type { DriveFile } from '../../domain/drive/drive-file.ts';
import { mapLimited } from './map-limited.ts';

const pageSize = 1000;
const namesPerQuery = 50;
/** Of the names as they stand in the address: servers refuse addresses that are much longer. */
const charactersPerQuery = 5000;
const queriesAtOnce = 4;

/** A folder at the destination, asked for names. */
export interface FolderView {
  /** Whatever in it has one of these names, exactly. */
  named(names: Iterable<string>): Promise<DriveFile[]>;
}

/**
 * Asks for names, few at a time; but when there are many names to ask for, it first tries whether one page holds the whole folder.
 * @param expected how many names will be asked for
 */
export async function openFolder(
  drive: Pick<DriveApi, 'list'>,
  folder: Pick<DriveFile, 'id' | 'driveId'>,
  expected: number,
  signal: AbortSignal,
): Promise<FolderView> {
  const whole = expected > namesPerQuery ? await findWhole(drive, folder, signal) : undefined;
  const query = async (names: readonly string[]) => listAll(drive, { ...childrenOf(folder), names }, signal);
  return {
    async named(names) {
      const wanted = new Set(names);
      const found = whole ?? (await mapLimited(splitNames(wanted), queriesAtOnce, query)).flat();
      // Drive compares without regard to case; a move is exact.
      return found.filter((file) => wanted.has(file.name) && !file.trashed);
    },
  };
}

async function findWhole(
  drive: Pick<DriveApi, 'list'>,
  folder: Pick<DriveFile, 'id' | 'driveId'>,
  signal: AbortSignal,
): Promise<readonly DriveFile[] | undefined> {
  const page = await drive.list({ ...childrenOf(folder), pageSize }, signal);
  return page.nextPageToken === null ? page.files : undefined;
}

async function listAll(
  drive: Pick<DriveApi, 'list'>,
  query: Omit<DriveQuery, 'pageSize'>,
  signal: AbortSignal,
): Promise<DriveFile[]> {
  const files: DriveFile[] = [];
  let pageToken: string | null = null;
  do {
    const page: Awaited<ReturnType<DriveApi['list']>> = await drive.list(
      { ...query, pageSize, ...(pageToken !== null && { pageToken }) },
      signal,
    );
    files.push(...page.files);
    pageToken = page.nextPageToken;
  } while (pageToken !== null);
  return files;
}

function splitNames(names: Iterable<string>): string[][] {
  const queries: string[][] = [];
  let length = 0;
  for (const name of names) {
    const weight = encodeURIComponent(name.toWellFormed()).length;
    const last = queries.at(-1);
    if (last && last.length < namesPerQuery && length + weight <= charactersPerQuery) {
      last.push(name);
      length += weight;
    } else {
      queries.push([name]);
      length = weight;
    }
  }
  return queries;
}
