import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { hashOfSecret } from '../../domain/hash-of-secret.ts';
import type { UnsubscribeLinks } from '../../domain/mail/notice.ts';
import { noteElsewhere } from './elsewhere.ts';
import { mailKeyOf } from './mail-keys.ts';
import type { Table } from './table.ts';

/** Longer than the 30 days for which such a link must work at least. @see https://www.law.cornell.edu/uscode/text/15/7704 */
const lifeMs = 60 * 24 * 60 * 60_000;

const Row = z.object({ ownerId: z.string(), validUntil: z.number() });

/** Links that end mails, under the hash of their secret. */
export function createUnsubscribeLinks(table: Table): UnsubscribeLinks {
  const { client, name: TableName } = table;
  const keyOf = (secret: string) => mailKeyOf.unsubscribe(hashOfSecret(secret));
  return {
    async put(secret, ownerId, now) {
      const validUntil = now + lifeMs;
      const key = keyOf(secret);
      const expiresAt = Math.ceil(validUntil / 1000);
      await noteElsewhere(table, ownerId, key, expiresAt);
      const Item = { ...key, ownerId, validUntil, expiresAt };
      await client.send(new PutCommand({ TableName, Item }));
    },
    async find(secret, now) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(secret) }));
      const { data } = Row.safeParse(Item);
      return data && data.validUntil > now ? data.ownerId : undefined;
    },
  };
}
