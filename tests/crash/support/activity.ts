import { setImmediate as nextTurn } from 'node:timers/promises';

/** Knows whether anything is still under way in real time, so that virtual time moves only when nothing is. */
export interface Activity {
  /** Counts as under way until it is settled. */
  track<T>(work: Promise<T>): Promise<T>;
  /** One of those under way waits for virtual time itself, such as a request whose body stalls. Returns how to end that. */
  stall(): () => void;
  /** Resolves when everything waits for virtual time. */
  settled(): Promise<void>;
}

/** Turns of the event loop without anything under way that are taken for rest. */
const quietTurns = 4;

export function createActivity(): Activity {
  let underWay = 0;
  let stalled = 0;
  let moved = Promise.withResolvers<void>();
  const move = () => {
    moved.resolve();
    moved = Promise.withResolvers();
  };
  return {
    async track(work) {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        move();
      }
    },
    stall: () => {
      stalled += 1;
      move();
      return () => {
        stalled -= 1;
      };
    },
    async settled() {
      for (let quiet = 0; quiet < quietTurns; quiet += 1) {
        await nextTurn();
        while (underWay > stalled) {
          await moved.promise;
          quiet = 0;
        }
      }
    },
  };
}
