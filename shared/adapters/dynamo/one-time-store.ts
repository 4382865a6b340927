import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { OAuthState } from '../../domain/connections/oauth-state.ts';
import { DriveConsent, HandOver } from '../../domain/drive/drive-consent.ts';
import { hashOfSecret } from '../../domain/hash-of-secret.ts';
import { type MailPurpose, MailToken } from '../../domain/mail/mail-token.ts';
import type { OneTimeStore } from '../../domain/one-time-store.ts';
import { driveKeyOf } from './drive-keys.ts';
import { noteElsewhere } from './elsewhere.ts';
import { type ItemKey, keyOf } from './keys.ts';
import { mailKeyOf } from './mail-keys.ts';
import type { Table } from './table.ts';

/** Consents to post that are under way, by state. */
export const createOAuthStateStore = (table: Table) => createOneTimeStore(table, OAuthState, keyOf.oauthState);
/** Consents to open a Drive that are under way, by state. */
export const createDriveConsentStore = (table: Table) => createOneTimeStore(table, DriveConsent, keyOf.oauthState);
/** Consents that are done and wait for their session, by code. */
export const createHandOverStore = (table: Table) => createOneTimeStore(table, HandOver, driveKeyOf.handOver);
/** What the links in mails of one purpose stand for, by their secret. */
export const createMailTokenStore = (table: Table, purpose: MailPurpose) =>
  createOneTimeStore(table, MailToken, (hash) => mailKeyOf.token(purpose, hash));

/** One-time values in DynamoDB under the hash of their secret; DynamoDB's TTL removes what nobody came back for. */
function createOneTimeStore<Value extends { readonly validUntil: number; readonly userId: string }>(
  table: Table,
  schema: z.ZodType<Value>,
  keyOfHash: (hash: string) => ItemKey,
): OneTimeStore<Value> {
  const { client, name: TableName } = table;
  const toKey = (secret: string) => keyOfHash(hashOfSecret(secret));
  return {
    async put(secret, value) {
      const key = toKey(secret);
      const expiresAt = Math.ceil(value.validUntil / 1000);
      await noteElsewhere(table, value.userId, key, expiresAt);
      const Item = { ...key, ...value, expiresAt };
      await client.send(new PutCommand({ TableName, Item }));
    },
    async take(secret) {
      const removal = new DeleteCommand({ TableName, Key: toKey(secret), ReturnValues: 'ALL_OLD' });
      // What was stored for another purpose is unknown here.
      return schema.safeParse((await client.send(removal)).Attributes).data;
    },
  };
}
