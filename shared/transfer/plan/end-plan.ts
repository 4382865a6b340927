import type { TransferChange } from '../../domain/transfers/transfer-store.ts';
import type { Walk } from './open-walk.ts';

/** Decides how a transfer goes on whose plan is complete: by itself, or by its user's word. */
export async function endPlan(walk: Walk): Promise<void> {
  const { turn } = walk;
  const { plan, runsAtOnce, startedAt } = turn.transfer;
  const roomBytes = await findRoom(walk);
  const change = { plan: { ...plan, roomBytes, isComplete: true }, failures: 0, error: null };
  // What has failed was tried again: its user wants it carried out, and part of it has arrived.
  if (startedAt !== null) return turn.save({ ...change, phase: 'copy' });
  if (roomBytes !== null && plan.bytes > roomBytes) return turn.save({ ...change, ...noRoom });
  return turn.save({ ...change, ...(runsAtOnce ? { phase: 'copy' } : { state: 'planned' }) });
}

const noRoom: TransferChange = {
  state: 'planned',
  error: {
    code: 'no_room',
    message:
      'The destination has not enough room for this. Make room and run it, or run it all the same: what fits arrives.',
  },
};

/** A shared drive takes nothing from the account's own storage. @returns null = without limit */
async function findRoom({ turn, target }: Walk): Promise<number | null> {
  const folder = (await target())?.folder;
  if (!turn.destination || !folder || folder.driveId !== null) return null;
  const { limitBytes, usageBytes } = await turn.destination.about(turn.signal);
  return limitBytes === null ? null : Math.max(0, limitBytes - usageBytes);
}
