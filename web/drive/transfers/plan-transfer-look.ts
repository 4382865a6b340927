import type { Transfer } from '../drive-api.ts';

const often = 1500;
const seldom = 15_000;

/** Something happens to it at this moment. */
export function isMoving({ status }: Pick<Transfer, 'status'>): boolean {
  return status === 'planning' || status === 'running';
}

/**
 * In how many milliseconds transfers are worth another look: soon while one of them moves, when one goes on that waits, and
 * now and then while one could go on because its account was connected elsewhere.
 * @returns undefined when nothing will happen by itself
 */
export function planTransferLook(
  transfers: readonly Pick<Transfer, 'status' | 'waits_until'>[],
  now: number,
): number | undefined {
  if (transfers.some(isMoving)) return often;
  const waits = transfers.flatMap(({ status, waits_until: until }) =>
    status === 'waiting' && until !== null ? [Date.parse(until) - now] : [],
  );
  if (waits.length > 0) return Math.min(seldom, Math.max(often, Math.min(...waits)));
  return transfers.some(({ status }) => status === 'reconnect') ? seldom : undefined;
}
