import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { describeError, StartError } from './start-error.ts';

const Marker = z.object({ product: z.literal('hopper'), layout: z.literal(1) });
const markerName = 'hopper.json';

/** The data folder of a running Hopper, which no other Hopper can open until it is released. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

function makeFolder(path: string): string[] {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return readdirSync(path);
  } catch (error) {
    throw new StartError(`Cannot use the data folder ${path}: ${describeError(error)}`);
  }
}

function checkMarker(path: string): void {
  try {
    Marker.parse(JSON.parse(readFileSync(join(path, markerName), 'utf8')));
  } catch {
    throw new StartError(`The data folder ${path} is broken or from another version: ${markerName} makes no sense.`);
  }
}

function readOwner(pidFile: string): string {
  try {
    return ` (process ${Number(readFileSync(pidFile, 'utf8'))})`;
  } catch {
    return '';
  }
}

/** A lock of SQLite: held by the kernel for this process, it is gone the moment the process is, however it ends. */
function lock(path: string): DatabaseSync {
  const pidFile = join(path, 'hopper.pid');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(path, 'hopper.lock'));
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    writeFileSync(pidFile, String(process.pid));
    return database;
  } catch (error) {
    database?.close();
    const reason = describeError(error);
    if (reason.includes('locked'))
      throw new StartError(`Another Hopper${readOwner(pidFile)} uses the data folder ${path}.`);
    throw new StartError(`Cannot write to the data folder ${path}: ${reason}`);
  }
}

/**
 * Opens the data folder, making it where there is none, and keeps every other Hopper out.
 *
 * @throws StartError when it cannot be made or written to, belongs to something else, is broken or is in use
 */
export function openDataFolder(path: string): DataFolder {
  const entries = makeFolder(path);
  if (entries.includes(markerName)) checkMarker(path);
  else if (entries.length > 0) {
    throw new StartError(`${path} is not a data folder of Hopper: it has other files in it. Set HOPPER_DATA_DIR.`);
  } else {
    try {
      // Before the lock: whoever comes second at this moment must find a folder of Hopper that is in use.
      writeFileSync(join(path, markerName), `${JSON.stringify({ product: 'hopper', layout: 1 })}\n`);
    } catch (error) {
      throw new StartError(`Cannot write to the data folder ${path}: ${describeError(error)}`);
    }
  }
  const database = lock(path);
  return { path, release: () => database.close() };
}
