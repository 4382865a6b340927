import type { Clock } from '../domain/clock.ts';
import { LeaseLostError } from '../domain/lease-lost-error.ts';

/** What can be held: a row that says until when. */
interface Leased {
  /** Epoch ms. */
  readonly leaseUntil: number;
}

interface LeaseOptions<Row, Change> {
  /** For messages: `post 01J…`. */
  readonly what: string;
  /** Stores a change of the row as it was stored last. @throws LeaseLostError */
  readonly save: (row: Row, change: Change & Leased, now: number) => Promise<Row>;
  readonly clock: Clock;
  readonly leaseMs: number;
  /** Called with every heartbeat; its failure is of no consequence. */
  readonly onBeat: (leaseUntil: number) => void;
}

/** The right to work on one row, kept alive by heartbeats for as long as it is held. */
export interface Lease<Row, Change> {
  /** The row as it was stored last. */
  readonly row: Row;
  /** Aborts with a LeaseLostError when somebody else has the row, or nobody can tell any more. */
  readonly lost: AbortSignal;
  /**
   * Stores a change and extends the lease.
   * @param change or what makes it from the row at the moment of the write
   * @throws LeaseLostError
   */
  save(change: Change | ((row: Row) => Change)): Promise<void>;
  /** Stores the last change, which gives the lease back. @throws LeaseLostError */
  finish(change: Change): Promise<void>;
  stop(): void;
}

/**
 * Keeps a claimed row: all writes one after the other, a heartbeat every third of the lease when nothing else was
 * written. A lease that could not be extended in time counts as lost, because another worker may have the row by now.
 */
export function holdLease<Row extends Leased, Change extends object>(
  claimed: Row,
  { what, save, clock, leaseMs, onBeat }: LeaseOptions<Row, Partial<Change>>,
): Lease<Row, Partial<Change>> {
  const lost = new AbortController();
  let row = claimed;
  let savedAt = clock.now();
  let writes: Promise<unknown> = Promise.resolve();
  let cancelTick = () => {};
  let beating = false;
  let stopped = false;

  const loseIt = () => {
    if (!lost.signal.aborted) lost.abort(new LeaseLostError(what));
  };

  function write(change: (row: Row) => Partial<Change> & Leased): Promise<void> {
    const result = writes.then(async () => {
      lost.signal.throwIfAborted();
      const now = clock.now();
      try {
        row = await save(row, change(row), now);
        savedAt = now;
      } catch (error) {
        if (error instanceof LeaseLostError) loseIt();
        throw error;
      }
    });
    writes = result.catch(() => undefined);
    return result;
  }

  async function beat(): Promise<void> {
    if (beating) return;
    beating = true;
    const isSilent = clock.now() - savedAt >= leaseMs / 3;
    const nothing: Partial<Change> = {};
    // A write that fails is tried again with the next beat; the lease has time for two of them.
    if (isSilent) await write(() => ({ ...nothing, leaseUntil: clock.now() + leaseMs })).catch(() => undefined);
    beating = false;
    if (!stopped) onBeat(row.leaseUntil);
  }

  /** Looks at the clock even while a write hangs. */
  function tick(): void {
    if (stopped || lost.signal.aborted) return;
    if (clock.now() >= row.leaseUntil) {
      loseIt();
      return;
    }
    void beat();
    scheduleTick();
  }

  function scheduleTick(): void {
    cancelTick = clock.after(Math.min(leaseMs / 3, Math.max(1, row.leaseUntil - clock.now())), tick);
  }

  scheduleTick();
  return {
    get row() {
      return row;
    },
    lost: lost.signal,
    save: (change) =>
      write((stored) => ({
        leaseUntil: clock.now() + leaseMs,
        ...(typeof change === 'function' ? change(stored) : change),
      })),
    finish: (change) => {
      stopped = true;
      cancelTick();
      return write(() => ({ leaseUntil: 0, ...change }));
    },
    stop: () => {
      stopped = true;
      cancelTick();
    },
  };
}
