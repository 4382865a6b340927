import type { SQLOutputValue } from 'node:sqlite';

/** @throws Error when the column does not hold text. */
export function textColumn(row: Record<string, SQLOutputValue>, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`column ${name} does not hold text`);
  return value;
}
