/** @param share in (0, 1] @returns the smallest value that this share of all does not exceed; NaN of nothing */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
