import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { Connection } from '../../domain/connections/connection.ts';
import type { Grant } from '../../domain/connections/grant.ts';
import type { TokenStore } from '../../domain/connections/token-store.ts';
import { type ItemKey, keyOf } from './keys.ts';
import { renewalWork } from './renewal-work.ts';
import { isConditionFailure, isMisplaced, setFields, type Table } from './table.ts';

/** Where one sort of grants lives. */
interface GrantRows<G extends Grant> {
  readonly schema: z.ZodType<G>;
  readonly keyOf: (ownerId: string, connectionId: string) => ItemKey;
  /** Whether their place in the work index is the time of their renewal. */
  readonly isRenewed: boolean;
}

/** The tokens of connections. */
export function createTokenStore(table: Table): TokenStore {
  return openTokens(table, { schema: Connection, keyOf: keyOf.connection, isRenewed: true });
}

/** Every write is refused once newer tokens are stored, so nobody undoes a reconnect. */
export function openTokens<G extends Grant>({ client, name: TableName }: Table, rows: GrantRows<G>): TokenStore<G> {
  async function update(
    grant: Grant,
    fields: Partial<Grant>,
    condition?: { readonly expression: string; readonly values: Record<string, unknown> },
  ): Promise<G | undefined> {
    const work = rows.isRenewed ? workChange(grant, fields) : { set: {}, remove: '' };
    const set = setFields({ ...fields, ...work.set });
    const input: UpdateCommandInput = {
      TableName,
      Key: rows.keyOf(grant.ownerId, grant.connectionId),
      ...set,
      UpdateExpression: set.UpdateExpression + work.remove,
      ConditionExpression: `tokenVersion = :seen${condition ? ` AND ${condition.expression}` : ''}`,
      ExpressionAttributeValues: {
        ...set.ExpressionAttributeValues,
        ':seen': grant.tokenVersion,
        ...condition?.values,
      },
      ReturnValues: 'ALL_NEW',
    };
    try {
      return rows.schema.parse((await client.send(new UpdateCommand(input))).Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  return {
    async find(ownerId, connectionId) {
      const get = new GetCommand({ TableName, Key: rows.keyOf(ownerId, connectionId), ConsistentRead: true });
      const { Item } = await client.send(get);
      return Item && !isMisplaced(Item) ? rows.schema.parse(Item) : undefined;
    },

    async takeRefreshLease(grant, now, leaseMs) {
      const free = { expression: 'refreshLeaseUntil <= :now', values: { ':now': now } };
      return (await update(grant, { refreshLeaseUntil: now + leaseMs }, free)) !== undefined;
    },

    async giveRefreshLeaseBack(grant, leaseUntil) {
      const isOurs = { expression: 'refreshLeaseUntil = :ours', values: { ':ours': leaseUntil } };
      await update(grant, { refreshLeaseUntil: 0 }, isOurs);
    },

    storeTokens: (grant, tokens, accessExpiresAt, renewAt) =>
      update(grant, {
        tokens,
        accessExpiresAt,
        renewAt,
        tokenVersion: grant.tokenVersion + 1,
        refreshLeaseUntil: 0,
        state: 'connected',
      }),

    // Nothing is left to be renewed: only its user can help.
    async markReconnect(grant) {
      await update(grant, { state: 'reconnect', renewAt: null });
    },
  };
}

/** A grant that is renewed stands in the work index for that, and leaves it when there is nothing to renew. */
function workChange({ connectionId }: Grant, { renewAt }: Partial<Grant>) {
  return {
    set: renewAt === undefined ? {} : renewalWork({ connectionId, renewAt }),
    remove: renewAt === null ? ' REMOVE workShard, workAt, nudges' : '',
  };
}
