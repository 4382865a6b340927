/** Does something when one of the slots is free; whoever came first goes first. */
export type Slots = <T>(act: () => Promise<T>) => Promise<T>;

/** Keeps what takes much memory from happening too often at the same time. @param count of slots */
export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (act) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
