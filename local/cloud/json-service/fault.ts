import { setTimeout as delay } from 'node:timers/promises';
import { AwsError } from './aws-error.ts';

/** A failure asked for by a test: what goes wrong with one call. */
export interface Fault {
  /** Wait this long before anything else. */
  delayMs?: number;
  /** Answer this HTTP status instead of the result. */
  status?: number;
  /** With `status`: the operation has taken effect although the answer says that it failed. */
  afterEffect?: boolean;
  /** Cut the connection without an answer, before or after the operation has taken effect. */
  dropConnection?: 'before' | 'after';
}

/** Asked once per call with the operation's name, for example `SendMessage`. */
export type FaultHook = (operation: string) => Fault | undefined;

/** Thrown to have the connection cut without an answer. */
export class ConnectionDropped extends Error {}

const errorNames = new Map([
  [429, 'ThrottlingException'],
  [503, 'ServiceUnavailable'],
]);

function failWith(status: number): never {
  throw new AwsError(errorNames.get(status) ?? 'InternalFailure', 'A fault was asked for.', { status });
}

/** Applies what a fault does before the operation runs. */
export async function faultBefore(fault: Fault | undefined, signal: AbortSignal): Promise<void> {
  if (!fault) return;
  // An aborted wait is not a failure: the server closes or the caller left, and the call just goes on.
  if (fault.delayMs) await delay(fault.delayMs, undefined, { signal }).catch(() => undefined);
  if (fault.dropConnection === 'before') throw new ConnectionDropped();
  if (fault.status && !fault.afterEffect) failWith(fault.status);
}

/** Applies what a fault does once the operation has taken effect. */
export function faultAfter(fault: Fault | undefined): void {
  if (!fault) return;
  if (fault.dropConnection === 'after') throw new ConnectionDropped();
  if (fault.status && fault.afterEffect) failWith(fault.status);
}
