import type { Entry } from './entry.ts';

/**
 * Which entries of a small place are shown, so that no more than so many lines are filled; the last line may have to say how
 * many more there are.
 * @param isWanted those that have to be seen, because there is something to be said at them
 */
export function pickShown(
  entries: readonly Entry[],
  lines: number,
  isWanted: (entry: Entry) => boolean,
): { shown: readonly Entry[]; hidden: number } {
  if (entries.length <= lines) return { shown: entries, hidden: 0 };
  const first = [...entries.filter(isWanted), ...entries.filter((entry) => !isWanted(entry))].slice(0, lines - 1);
  const shown = entries.filter((entry) => first.includes(entry));
  return { shown, hidden: entries.length - shown.length };
}
