import { pause } from '../domain/clock.ts';
import type { TransferChange } from '../domain/transfers/transfer-store.ts';
import { endOfTransfer } from './end-of-transfer.ts';
import { endWaits } from './end-waits.ts';
import { type LaneDeps, type Lanes, openLanes } from './open-lanes.ts';
import type { EngineTurn } from './open-turn.ts';

/** A wait that is no longer than this is waited for by this worker. */
const shortWaitMs = 15_000;

/** Carries the items of a transfer, several at a time, until none is left, all have to wait, or the turn is over. */
export async function runCopy(turn: EngineTurn, deps: LaneDeps): Promise<'finished' | 'continue'> {
  if (turn.transfer.startedAt === null) await turn.save({ startedAt: turn.clock.now() });
  await endWaits(turn);
  const lanes = openLanes(turn, deps);
  try {
    return await carry(turn, lanes);
  } finally {
    // Nothing may be written any more once the turn has ended.
    await lanes.drain();
  }
}

async function carry(turn: EngineTurn, lanes: Lanes): Promise<'finished' | 'continue'> {
  while (turn.clock.now() < turn.startUntil) {
    turn.signal.throwIfAborted();
    const { ended } = lanes;
    const left = await lanes.fill();
    if (lanes.isBusy()) await lanes.oneEnds(left?.wakeAt ?? Number.POSITIVE_INFINITY);
    else if (lanes.halt) {
      await turn.save(lanes.halt);
      if (turn.transfer.state !== 'active') return 'finished';
      if (!(await waitShortly(turn))) return 'continue';
      lanes.goOn();
    } else if (lanes.ended > ended) {
      // What has ended while the others were looked at may be what they wait for, or what ends the turn.
      await lanes.drain();
    } else if (left && Number.isFinite(left.wakeAt)) {
      await turn.save({ notBefore: left.wakeAt, error: left.waiting?.reason ?? null, speed: 0 });
      if (!(await waitShortly(turn))) return 'continue';
    } else if (left) {
      await turn.save(nextAfterCopy(turn));
      return 'finished';
    }
  }
  return 'continue';
}

/** @returns false when it would take too long */
async function waitShortly({ transfer, clock, startUntil, signal }: EngineTurn): Promise<boolean> {
  const waitMs = transfer.notBefore - clock.now();
  if (waitMs > shortWaitMs || transfer.notBefore >= startUntil) return false;
  await pause(clock, Math.max(0, waitMs));
  signal.throwIfAborted();
  return true;
}

function nextAfterCopy({ transfer, clock }: EngineTurn): TransferChange {
  // Counters are exact, so this cannot be; but no transfer ends while something of it is not.
  if (transfer.counts.waiting > 0) throw new Error(`${transfer.counts.waiting} items wait, and nobody finds them.`);
  const cleans = transfer.kind === 'copy' && transfer.options.deleteSource;
  return cleans ? { phase: 'clean', speed: 0, error: null } : endOfTransfer(transfer, clock.now());
}
