const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes for a person: `0 B`, `1.5 KB`, `12 GB`. */
export function formatSize(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${Number(amount.toFixed(amount < 10 ? 1 : 0))} ${units[power]}`;
}
