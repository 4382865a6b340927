import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { toAddressOwner } from '../../domain/mail/plan-mail.ts';
import type { OwnerRows } from '../../domain/removal/owner-rows.ts';
import { driveKeyOf, drivePrefixOf } from './drive-keys.ts';
import { elsewherePrefix } from './elsewhere.ts';
import { type ItemKey, keyOf, owner, prefixOf } from './keys.ts';
import type { Table } from './table.ts';

const pageRows = 100;
/** Half as many as the SDK has connections. */
const removalsAtOnce = 25;

const Key = z.object({ pk: z.string(), sk: z.string() });
const Row = Key.extend({ secretHash: z.string().optional(), transferId: z.string().optional(), at: Key.optional() });
type Row = z.infer<typeof Row>;

/** What people count. */
const counted: Readonly<Record<string, string>> = {
  videos: prefixOf.video,
  posts: prefixOf.post,
  connections: prefixOf.connection,
  drive_accounts: drivePrefixOf.driveAccount,
  transfers: drivePrefixOf.transfer,
};

/** All rows of an owner in DynamoDB: the owner's partition names or is what there is, but for copies and mails to addresses. */
export function createOwnerRows({ client, name: TableName }: Table): OwnerRows {
  const query = async (pk: string, after?: ItemKey) => {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ProjectionExpression: 'pk, sk, secretHash, transferId, #at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExclusiveStartKey: after && { ...after },
        Limit: pageRows,
        ConsistentRead: true,
      }),
    );
    return { rows: (page.Items ?? []).map((item) => toRow(item)), next: page.LastEvaluatedKey };
  };
  const remove = ({ pk, sk }: ItemKey) => client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));

  /** @returns how many rows of the partition were removed, a page at most */
  async function removePage(pk: string): Promise<number> {
    const { rows } = await query(pk);
    for (let start = 0; start < rows.length; start += removalsAtOnce) {
      await Promise.all(rows.slice(start, start + removalsAtOnce).map(removeRow));
    }
    return rows.length;
  }

  /** Mails that stand under the address, but receipts: those are of accounts that were closed before. */
  async function removeMailsTo(email: string, before: number): Promise<number> {
    const query = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'orderedAt <= :before AND mail.#kind <> :receipt',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: {
        ':pk': owner(toAddressOwner(email)),
        ':before': before,
        ':receipt': 'account_deleted',
      },
      ConsistentRead: true,
    });
    const { Items = [] } = await client.send(query);
    for (const item of Items) await remove(Key.parse(item));
    return Items.length;
  }

  /** What a row leads to goes first: whoever is cut short finds it again. */
  async function removeRow(row: Row): Promise<void> {
    if (row.secretHash && row.sk.startsWith(prefixOf.apiToken)) await remove(keyOf.apiTokenHash(row.secretHash));
    if (row.at && row.sk.startsWith(elsewherePrefix)) await remove(row.at);
    if (row.transferId && row.sk.startsWith(drivePrefixOf.transfer)) {
      const { pk } = driveKeyOf.transferItem(row.transferId, '');
      while ((await removePage(pk)) > 0);
    }
    await remove(row);
  }

  return {
    async count(ownerId) {
      const counts = Object.fromEntries(Object.keys(counted).map((name) => [name, 0]));
      let after: ItemKey | undefined;
      do {
        const page = await query(owner(ownerId), after);
        for (const { sk } of page.rows) {
          const kind = Object.keys(counted).find((name) => sk.startsWith(counted[name] ?? ''));
          if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
        }
        after = page.next && Key.parse(page.next);
      } while (after);
      return counts;
    },

    async removeSome({ ownerId, email, askedAt }) {
      const { pk: copies } = driveKeyOf.copyRecord(ownerId, '', '');
      for (const pk of [copies, owner(ownerId)]) {
        const removed = await removePage(pk);
        if (removed > 0) return removed;
      }
      return removeMailsTo(email, askedAt);
    },

    async removeDriveAccount(ownerId, connectionId) {
      await remove(driveKeyOf.driveAccount(ownerId, connectionId));
    },
  };
}

function toRow(item: unknown): Row {
  // `at` is a time in rows of other kinds.
  const { data } = Row.safeParse(item);
  return data ?? Key.parse(item);
}
