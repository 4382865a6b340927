import type { Clock } from '../domain/clock.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { Meeting, TransferChange, TransferStore } from '../domain/transfers/transfer-store.ts';
import { holdLease, type Lease } from '../worker/lease.ts';

/** What goes into one write: a change of the transfer, and at most 99 items and meetings. */
export type TransferWrite = TransferChange & {
  readonly items?: readonly TransferItem[];
  readonly meetings?: readonly Meeting[];
};

/** The right to work on one transfer. */
export type TransferLease = Lease<Transfer, TransferWrite>;

interface HoldDeps {
  readonly transfers: Pick<TransferStore, 'save'>;
  readonly clock: Clock;
  readonly leaseMs: number;
}

/** Keeps a claimed transfer; see `holdLease`. @param onBeat is told with every heartbeat how long the lease is */
export function holdTransfer(
  { transfers, clock, leaseMs }: HoldDeps,
  claimed: Transfer,
  onBeat: (leaseUntil: number) => void,
): TransferLease {
  return holdLease<Transfer, TransferWrite>(claimed, {
    what: `transfer ${claimed.transferId}`,
    save: (transfer, { items, meetings, ...change }, now) => transfers.save(transfer, change, now, items, meetings),
    clock,
    leaseMs,
    onBeat,
  });
}
