import type { CommandContext } from './command.ts';
import { type DriveEnd, readDrive } from './login-file.ts';
import { UsageError } from './usage-error.ts';

/** The token of an open Drive. @throws UsageError when none is open */
export function driveToken({ env }: Pick<CommandContext, 'env'>, end: DriveEnd): string {
  const token = readDrive(env, end);
  if (token === undefined) throw new UsageError(`No ${end} is open: run \`hopper drive ${end}\`.`);
  return token;
}

/** @throws UsageError unless it is one of the two */
export function parseDriveEnd(word: string | undefined): DriveEnd {
  if (word !== 'source' && word !== 'destination') throw new UsageError('Say which Drive: source or destination.');
  return word;
}
