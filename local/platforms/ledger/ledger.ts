import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { createDocumentTable } from '../storage/document-table.ts';

const ledgerRowSchema = z.strictObject({
  platform: z.string(),
  /** The channel, profile or drive in which the thing lives. */
  account: z.string(),
  kind: z.string(),
  remoteId: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  privacy: z.string().nullable(),
  publishAt: z.string().nullable(),
  /** Since when others than the owner can see it; null while only the owner can. */
  publishedAt: z.string().nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
});
/** One thing that exists at a simulated platform; times are ISO 8601, absent facts are null. */
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

const storedSchema = z.object({ row: ledgerRowSchema, deletedAt: z.string().nullable() });
type StoredRow = z.infer<typeof storedSchema>;

/** The only judge of duplicates and losses. */
export interface Ledger {
  /** Writes or rewrites the row of one thing. Call it in the transaction in which the thing comes into existence. */
  record(row: LedgerRow): void;
  /** Marks the thing as gone; it stays visible with `list({ deleted: true })`. */
  erase(platform: string, remoteId: string, nowMs: number): void;
  /** What exists now, in the order in which it came into existence. */
  list(): LedgerRow[];
  /** The same including what was deleted, with `deletedAt`. */
  listWithDeleted(): (LedgerRow & { deletedAt: string | null })[];
}

/** Opens the ledger. */
export function openLedger(database: DatabaseSync): Ledger {
  const table = createDocumentTable<StoredRow>(database, {
    name: 'ledger',
    schema: storedSchema,
    file: ({ row }) => ({ id: `${row.platform}/${row.remoteId}`, owner: row.account }),
  });
  return {
    record: (row) => table.put({ row, deletedAt: null }),
    erase: (platform, remoteId, nowMs) => {
      const stored = table.find(`${platform}/${remoteId}`);
      if (stored) table.put({ ...stored, deletedAt: new Date(nowMs).toISOString() });
    },
    list: () =>
      table
        .listAll()
        .filter((stored) => stored.deletedAt === null)
        .map((stored) => stored.row),
    listWithDeleted: () => table.listAll().map(({ row, deletedAt }) => ({ ...row, deletedAt })),
  };
}
