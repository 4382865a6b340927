import { setTimeout as wait } from 'node:timers/promises';
import { S3Error } from './s3-error.ts';

/** What a test or the local console can do to one request. */
export type Fault = {
  /** Wait this long first. */
  delayMs?: number;
  /** Answer with this status instead of doing anything; 503 is S3's SlowDown. */
  status?: number;
  /** With `status`: the operation takes effect although the answer says that it failed. */
  afterEffect?: boolean;
  /** Cut the connection before the operation, or after it took effect but before (of a download: amid) the answer. */
  dropConnection?: 'before' | 'after';
};

export type Faults = (request: { operation: string; bucket: string; key: string }) => Fault | undefined;

/** Thrown to cut the connection without an answer. */
export class DropConnection extends Error {}

/**
 * Carries out what comes before the operation.
 *
 * @param gone Aborted when the client leaves or the server closes; the delay then ends and the operation goes on.
 * @throws S3Error for an injected status, DropConnection
 */
export async function faultBefore(fault: Fault | undefined, gone: AbortSignal): Promise<void> {
  if (fault?.delayMs) await wait(fault.delayMs, undefined, { signal: gone }).catch(() => undefined);
  if (fault?.dropConnection === 'before') throw new DropConnection();
  if (fault?.status !== undefined && !fault.afterEffect) throwStatus(fault.status);
}

/** Carries out what comes after it. @throws S3Error for an injected status */
export function faultAfter(fault: Fault | undefined): void {
  if (fault?.status !== undefined && fault.afterEffect) throwStatus(fault.status);
}

function throwStatus(status: number): never {
  if (status === 503) throw new S3Error('SlowDown', 'Please reduce your request rate.');
  if (status >= 500)
    throw new S3Error('InternalError', 'We encountered an internal error. Please try again.', { status });
  throw new S3Error('BadRequest', 'An injected fault.', { status });
}
