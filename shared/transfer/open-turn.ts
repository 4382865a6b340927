import type { Clock } from '../domain/clock.ts';
import type { DriveApi } from '../domain/drive/drive-api.ts';
import { type ItemStep, tally } from '../domain/transfers/tally.ts';
import type { TransferItem } from '../domain/transfers/transfer-item.ts';
import type { CopyRecords, TransferChange } from '../domain/transfers/transfer-store.ts';
import type { VideoStore } from '../domain/videos/video-store.ts';
import type { Turn } from '../worker/turn.ts';
import { sumPlan } from './plan/sum-plan.ts';
import { createSpeedometer } from './speedometer.ts';
import type { TransferLease } from './transfer-lease.ts';
import type { TurnContext } from './turn-context.ts';

/** An item before and after a write. */
export interface StoredStep extends ItemStep {
  readonly before: TransferItem;
  readonly after: TransferItem;
}

/** A turn as the engine's own phases use it. */
export interface EngineTurn extends TurnContext {
  /**
   * Stores items with counters made at the very moment of the write: safe for several that are worked on at the same time.
   * What gets on ends a row of failures.
   */
  saveItems(steps: readonly StoredStep[]): Promise<void>;
}

interface TurnParts {
  readonly lease: TransferLease;
  readonly turn: Pick<Turn, 'signal' | 'startUntil'>;
  readonly items: TurnContext['items'];
  readonly records: CopyRecords;
  readonly videos: Pick<VideoStore, 'find'>;
  readonly source: DriveApi;
  readonly destination: DriveApi | null;
  readonly clock: Clock;
}

export function openTurn({ lease, turn, ...parts }: TurnParts): EngineTurn {
  const { clock } = parts;
  const speedometer = createSpeedometer(clock.now());
  return {
    ...parts,
    ...turn,
    get transfer() {
      return lease.row;
    },
    save: (change, items = [], meetings = []) => lease.save({ ...change, items, meetings }),
    saveItems: (steps) =>
      lease.save((transfer) => {
        const bytes = steps.reduce((sum, { before, after }) => sum + after.bytesDone - before.bytesDone, 0);
        return {
          ...tally(transfer, steps),
          plan: { ...transfer.plan, bytes: sumPlan(transfer.plan, transfer.kind, steps).bytes },
          ...(bytes > 0 ? { speed: speedometer.add(bytes, clock.now()), uploadRefusals: 0 } : {}),
          ...(steps.some(getsOn) ? healthy(transfer.failures, transfer.error) : {}),
          items: steps.map(({ after }) => after),
        };
      }),
  };
}

function getsOn({ before, after }: StoredStep): boolean {
  return after.bytesDone > before.bytesDone || after.state === 'done' || after.state === 'skipped';
}

function healthy(failures: number, error: unknown): TransferChange {
  return failures === 0 && error === null ? {} : { failures: 0, error: null };
}
