/** Half as many as the SDK has connections. */
const atOnce = 25;

/**
 * Does something with everything, a few at a time, for as long as there is time: an account may have thousands of things.
 * @returns false when something is left
 */
export async function workThrough<T>(
  items: readonly T[],
  isLate: () => boolean,
  work: (item: T) => Promise<unknown>,
): Promise<boolean> {
  for (let start = 0; start < items.length; start += atOnce) {
    if (start > 0 && isLate()) return false;
    await Promise.all(items.slice(start, start + atOnce).map(work));
  }
  return true;
}
