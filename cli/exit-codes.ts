import { ApiError } from '../shared/contract/client/api-error.ts';
import { UsageError } from './usage-error.ts';

/** What the process ends with: scripts go by it. */
export const exitCodes = {
  ok: 0,
  /** It was understood, and did not work out: a post has failed, a file was refused. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** No token, or one that is unknown or may not do this. */
  notAllowed: 3,
  /** The server cannot be reached, or is in trouble: the same command may work later. */
  unreachable: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  if (!(error instanceof ApiError)) return exitCodes.failed;
  if (error.status === 401 || error.status === 403) return exitCodes.notAllowed;
  const isTrouble = error.status === 0 || error.status === 429 || error.status >= 500;
  return isTrouble ? exitCodes.unreachable : exitCodes.failed;
}
