/**
 * Indexes of a longest part of the list whose values rise strictly, in order.
 * Patience sorting: for each length the smallest value that a rising part of it can end with, found by bisection.
 */
export function longestRising(values: readonly string[]): number[] {
  /** ends[n] = index at which the best rising part of n + 1 values ends. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  const valueAt = (index: number | undefined) => (index === undefined ? '' : (values[index] ?? ''));
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (valueAt(ends[middle]) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? undefined : ends[low - 1]);
    ends[low] = index;
  }
  const path: number[] = [];
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) path.push(index);
  return path.reverse();
}
