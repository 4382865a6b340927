import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ExportedRow, ExportSource } from '../../domain/accounts/exported-row.ts';
import { HopperError } from '../../domain/hopper-error.ts';
import { driveKeyOf } from './drive-keys.ts';
import { type ItemKey, owner } from './keys.ts';
import type { Table } from './table.ts';

/** A row has 400 KB at most, and an answer of Lambda 6 MB. */
const pageRows = 100;
const enoughBytes = 3_000_000;

/** What each kind of row of an owner is called, by the beginning of its sort key. Others are marks of our own. */
const kinds: Readonly<Record<string, string>> = {
  'AUDIT#': 'audit',
  'API-TOKEN#': 'token',
  'CONNECTION#': 'connection',
  'DRIVE-ACCOUNT#': 'drive_account',
  'EVENT#': 'timeline',
  'MAIL#': 'mail',
  NOTIFICATIONS: 'notifications',
  'NOTICE#': 'notice',
  'POST#': 'post',
  'SETTINGS#': 'settings',
  'TRANSFER#': 'transfer',
  'VIDEO#': 'video',
  'ITEM#': 'transfer_file',
  'IN#': 'copy',
};

/** What opens something, and what only our own index and workers need. */
const withheld = new Set([
  ...['pk', 'sk', 'tokens', 'secretHash', 'checkpoint', 'uploadId', 'objectKey', 'pending', 'tokenVersion'],
  ...['workShard', 'workAt', 'nudges', 'leaseUntil', 'fence', 'revision', 'holder', 'position', 'expiresAt'],
]);

const Row = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  transferId: z.string().optional(),
  objectKey: z.string().optional(),
});
/** DynamoDB knows no empty key, and none with half a character. */
const Place = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed());
/** Which partition, and after which of its rows. */
const Cursor = z.tuple([Place, Place.nullable()]);

/**
 * The rows of an owner: the owner's partition, with the files of each transfer behind its row, then what was copied where.
 * Cursors carry a place only; whose rows are read is the caller's to say.
 */
export function createExportSource({ client, name: TableName }: Table): ExportSource {
  const query = async (pk: string, after: string | null, Limit: number) => {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ExclusiveStartKey: after === null ? undefined : { pk, sk: after },
        Limit,
        ConsistentRead: true,
      }),
    );
    return { rows: (page.Items ?? []).map((item) => Row.parse(item)), hasMore: page.LastEvaluatedKey !== undefined };
  };

  return {
    async listPage(ownerId, text) {
      const [place, after] = text === undefined ? ['own', null] : parseCursor(text);
      const pk = await partitionOf(place, ownerId);
      const { rows, hasMore } = await query(pk, after, pageRows);
      const exported: ExportedRow[] = [];
      let bytes = 0;
      for (const row of rows) {
        const one = toExported(row);
        if (one) exported.push(one);
        bytes += one ? Buffer.byteLength(JSON.stringify(one)) : 0;
        // Its files come next; then the rows behind it.
        const isTransfer = place === 'own' && one?.kind === 'transfer';
        if (isTransfer) return { rows: exported, next: writeCursor(row.sk, null) };
        if (bytes > enoughBytes) return { rows: exported, next: writeCursor(place, row.sk) };
      }
      if (hasMore) return { rows: exported, next: writeCursor(place, rows.at(-1)?.sk ?? null) };
      if (place === 'own') return { rows: exported, next: writeCursor('copies', null) };
      return { rows: exported, next: place === 'copies' ? undefined : writeCursor('own', place) };
    },
  };

  /** @param place `own`, `copies`, or the sort key of a transfer, which has to be the owner's */
  async function partitionOf(place: string, ownerId: string): Promise<string> {
    if (place === 'own') return owner(ownerId);
    if (place === 'copies') return driveKeyOf.copyRecord(ownerId, '', '').pk;
    const found = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': owner(ownerId), ':sk': place },
        ConsistentRead: true,
      }),
    );
    const transferId = found.Items?.[0] && Row.parse(found.Items[0]).transferId;
    if (transferId === undefined) throw noCursor();
    return driveKeyOf.transferItem(transferId, '').pk;
  }
}

function toExported({ sk, objectKey, ...row }: z.infer<typeof Row> & ItemKey): ExportedRow | undefined {
  const prefix = Object.keys(kinds).find((beginning) => sk.startsWith(beginning));
  const kind = prefix && kinds[prefix];
  if (prefix === undefined || !kind) return undefined;
  const data = Object.fromEntries(Object.entries(row).filter(([name]) => !withheld.has(name)));
  const hasFile = kind === 'video' && row.state !== 'receiving' && row.mediaState !== 'removed';
  return { kind, id: sk.slice(prefix.length), data, ...(hasFile && { objectKey }) };
}

function writeCursor(...place: z.infer<typeof Cursor>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function parseCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw noCursor();
  }
}

function noCursor(): HopperError {
  const message = 'Not a cursor of this list.';
  return new HopperError('invalid_input', message, { details: [{ path: 'cursor', message }] });
}
