import { isDeepStrictEqual } from 'node:util';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Circuit, type Circuits, closedCircuit } from '../../domain/connections/circuit.ts';
import { type ItemKey, keyOf } from './keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** More workers than these do not work on one account at the same time. */
const maxRounds = 50;
const StoredCircuit = z.object({ circuit: Circuit.default(closedCircuit) });

/**
 * Circuits in the rows of their connections, compared and swapped as a whole: a row that others have changed meanwhile is
 * read again, so that no failure is lost. A connection that is gone stays gone.
 */
export function createCircuits({ client, name: TableName }: Table): Circuits {
  /** @returns false when the stored one is not the expected one, or the connection is gone */
  async function swap(Key: ItemKey, expected: Circuit, next: Circuit): Promise<boolean> {
    const isUnknown = isDeepStrictEqual(expected, closedCircuit) ? 'attribute_not_exists(circuit) OR ' : '';
    const update = new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET circuit = :next',
      ConditionExpression: `attribute_exists(pk) AND (${isUnknown}circuit = :expected)`,
      ExpressionAttributeValues: { ':next': next, ':expected': expected },
    });
    try {
      await client.send(update);
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async function read(Key: ItemKey): Promise<Circuit | undefined> {
    const get = new GetCommand({ TableName, Key, ConsistentRead: true, ProjectionExpression: 'pk, circuit' });
    const { Item } = await client.send(get);
    return Item && StoredCircuit.parse(Item).circuit;
  }

  return {
    async change({ ownerId, connectionId }, seen, change) {
      const key = keyOf.connection(ownerId, connectionId);
      let current: Circuit | undefined = seen;
      for (let round = 0; current && round < maxRounds; round += 1) {
        const next = change(current);
        if (isDeepStrictEqual(next, current) || (await swap(key, current, next))) return;
        current = await read(key);
      }
      if (current) throw new Error(`Others change the circuit of connection ${connectionId} all the time.`);
    },
  };
}
