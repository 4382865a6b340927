import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DriveSession } from '../../domain/drive/drive-session.ts';
import {
  type DriveSessionStore,
  type DriveSessionUse,
  driveCallsPerMinute,
} from '../../domain/drive/drive-session-store.ts';
import { driveKeyOf } from './drive-keys.ts';
import { noteElsewhere } from './elsewhere.ts';
import { isConditionFailure, type Table } from './table.ts';

const minuteMs = 60_000;
/** A round is lost to another call that began the minute: two are enough, were it not for clocks that differ. */
const maxRounds = 4;

const SessionRow = DriveSession.extend({ minute: z.number(), calls: z.number() });

/**
 * Drive sessions in DynamoDB, under the hash of their token. One write finds a session and counts the call; only the first
 * call of a minute and those that are refused need to look.
 */
export function createDriveSessionStore(table: Table): DriveSessionStore {
  const { client, name: TableName } = table;
  async function count(tokenHash: string, userId: string, now: number, isNewMinute: boolean) {
    const update = new UpdateCommand({
      TableName,
      Key: driveKeyOf.driveSession(tokenHash),
      UpdateExpression: isNewMinute ? 'SET #minute = :minute, calls = :one' : 'ADD calls :one',
      ConditionExpression: `userId = :user AND validUntil > :now AND ${
        isNewMinute ? '#minute < :minute' : '#minute >= :minute AND calls < :most'
      }`,
      ExpressionAttributeNames: { '#minute': 'minute' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':user': userId,
        ':now': now,
        ':minute': Math.floor(now / minuteMs),
        ...(!isNewMinute && { ':most': driveCallsPerMinute }),
      },
      ReturnValues: 'ALL_NEW',
    });
    try {
      return DriveSession.parse((await client.send(update)).Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  async function use(tokenHash: string, userId: string, now: number, round = 1): Promise<DriveSessionUse> {
    const session = await count(tokenHash, userId, now, false);
    if (session) return { state: 'live', session };
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: driveKeyOf.driveSession(tokenHash), ConsistentRead: true }),
    );
    const row = Item && SessionRow.parse(Item);
    if (row?.userId !== userId || row.validUntil <= now) return { state: 'unknown' };
    const isFull = row.minute >= Math.floor(now / minuteMs) && row.calls >= driveCallsPerMinute;
    if (isFull || round === maxRounds) {
      return { state: 'too-often', retryAfterSeconds: Math.ceil((minuteMs - (now % minuteMs)) / 1000) };
    }
    const first = await count(tokenHash, userId, now, true);
    return first ? { state: 'live', session: first } : use(tokenHash, userId, now, round + 1);
  }

  return {
    async add(session) {
      const expiresAt = Math.ceil(session.validUntil / 1000);
      const key = driveKeyOf.driveSession(session.tokenHash);
      await noteElsewhere(table, session.userId, key, expiresAt);
      const Item = { ...key, ...session, minute: 0, calls: 0, expiresAt };
      await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    },

    use: (tokenHash, userId, now) => use(tokenHash, userId, now),

    async remove(tokenHash, userId) {
      const removal = new DeleteCommand({
        TableName,
        Key: driveKeyOf.driveSession(tokenHash),
        ConditionExpression: 'userId = :user',
        ExpressionAttributeValues: { ':user': userId },
        ReturnValues: 'ALL_OLD',
      });
      try {
        return DriveSession.parse((await client.send(removal)).Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },
  };
}
