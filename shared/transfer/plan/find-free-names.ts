import type { FolderView } from './open-folder.ts';

/** Numbers that are tried; a folder that has all of them gets one more of the last. */
const numbers = [2, 3, 4, 5, 6, 7, 8, 9, 10];

/**
 * Other names for files whose names are taken: `clip.mp4` becomes `clip (2).mp4`.
 * @param coming names that come into the folder as well
 * @returns in the same order; no two of them are the same
 */
export async function findFreeNames(
  view: FolderView,
  names: readonly string[],
  coming: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const candidates = names.map((name) => numbers.map((number) => withNumber(name, number)));
  const there = await view.named(candidates.flat());
  const taken = new Set([...coming, ...there.map(({ name }) => name)]);
  return candidates.map((options) => {
    const free = options.find((option) => !taken.has(option)) ?? options.at(-1) ?? '';
    taken.add(free);
    return free;
  });
}

/** The number goes before the extension, if there is one that looks like it. */
function withNumber(name: string, number: number): string {
  const extension = /(?<=.)\.[^.\s/]{1,8}$/u.exec(name)?.[0] ?? '';
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
