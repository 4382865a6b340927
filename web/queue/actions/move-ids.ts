export type Direction = 'top' | 'up' | 'down' | 'bottom';

/**
 * The new order of those videos that a move touches: they share the places that they have now.
 * @param ids all videos in their order
 * @returns empty when there is nowhere to go
 */
export function moveIds(ids: readonly string[], id: string, direction: Direction): string[] {
  const index = ids.indexOf(id);
  if (index < 0) return [];
  const before = direction === 'top' ? ids.slice(0, index) : direction === 'up' ? ids.slice(index - 1, index) : [];
  const after =
    direction === 'bottom' ? ids.slice(index + 1) : direction === 'down' ? ids.slice(index + 1, index + 2) : [];
  const isUpward = direction === 'top' || direction === 'up';
  if (isUpward) return index > 0 ? [id, ...before] : [];
  return after.length > 0 ? [...after, id] : [];
}

/** Takes some out of a list and puts them before or after another one, in the order that they had. */
export function placeIds(
  ids: readonly string[],
  moved: ReadonlySet<string>,
  target: { readonly id: string; readonly isBefore: boolean },
): string[] {
  const taken = ids.filter((id) => moved.has(id));
  const rest = ids.filter((id) => !moved.has(id));
  const index = rest.indexOf(target.id);
  if (index < 0) return [...ids];
  return rest.toSpliced(target.isBefore ? index : index + 1, 0, ...taken);
}
