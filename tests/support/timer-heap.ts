/** Something that happens at an instant; one without a callback was cancelled. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** Timers by their instant, and at the same instant by the order in which they were set. */
export interface TimerHeap {
  add(at: number, callback: () => void): Timer;
  /** The next timer that was not cancelled and is due by `end`. */
  takeNext(end: number): Timer | undefined;
}

/** A binary heap: worlds with thousands of posts have thousands of timers. */
export function createTimerHeap(): TimerHeap {
  const heap: Timer[] = [];
  let order = 0;

  function moveUp(timer: Timer, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || isBefore(parent, timer)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = timer;
  }

  function moveDown(timer: Timer): void {
    let index = 0;
    for (let child = 1; child < heap.length; child = 2 * index + 1) {
      const [left, right] = [heap[child], heap[child + 1]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const smaller = isRight ? right : left;
      if (!smaller || isBefore(timer, smaller)) break;
      heap[index] = smaller;
      index = isRight ? child + 1 : child;
    }
    heap[index] = timer;
  }

  function removeFirst(): void {
    const last = heap.pop();
    if (last && heap.length > 0) moveDown(last);
  }

  return {
    add(at, callback) {
      const timer: Timer = { at, order: order++, callback };
      heap.push(timer);
      moveUp(timer, heap.length - 1);
      return timer;
    },
    takeNext(end) {
      for (let first = heap[0]; first; first = heap[0]) {
        if (first.callback && first.at > end) return undefined;
        removeFirst();
        if (first.callback) return first;
      }
      return undefined;
    },
  };
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
