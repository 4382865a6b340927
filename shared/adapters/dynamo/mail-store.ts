import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type MailStore, WaitingMail } from '../../domain/mail/waiting-mail.ts';
import { mailKeyOf } from './mail-keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, type Table } from './table.ts';

const keptMs = 30 * 24 * 60 * 60_000;

/** Waiting mails in DynamoDB, held by a lease; the number of tries is the fence. */
export function createMailStore({ client, name: TableName }: Table): MailStore {
  const isMine = ({ attempts }: WaitingMail) => ({
    ConditionExpression: 'attempts = :mine',
    ExpressionAttributeValues: { ':mine': attempts },
  });

  return {
    async claim(key, now, leaseMs) {
      const leaseUntil = now + leaseMs;
      const update = new UpdateCommand({
        TableName,
        Key: mailKeyOf.mail(key),
        UpdateExpression: 'SET leaseUntil = :until, workAt = :look, nudges = :none ADD attempts :one',
        // Only a row that waits: one that was given up has left the work index.
        ConditionExpression: 'attribute_exists(workAt) AND dueAt <= :now AND leaseUntil <= :now',
        ExpressionAttributeValues: {
          ':until': leaseUntil,
          ':look': toWorkAt(leaseUntil),
          ':now': now,
          ':none': 0,
          ':one': 1,
        },
        ReturnValues: 'ALL_NEW',
      });
      try {
        return WaitingMail.parse((await client.send(update)).Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },

    async putOff(mail, dueAt) {
      const { ConditionExpression, ExpressionAttributeValues } = isMine(mail);
      const update = new UpdateCommand({
        TableName,
        Key: mailKeyOf.mail(mail),
        UpdateExpression: 'SET dueAt = :due, workAt = :look, leaseUntil = :free',
        ConditionExpression,
        ExpressionAttributeValues: {
          ...ExpressionAttributeValues,
          ':due': dueAt,
          ':look': toWorkAt(dueAt),
          ':free': 0,
        },
      });
      await unlessLost(client.send(update));
    },

    async giveUp(mail, why, now) {
      const { ConditionExpression, ExpressionAttributeValues } = isMine(mail);
      const update = new UpdateCommand({
        TableName,
        Key: mailKeyOf.mail(mail),
        UpdateExpression: 'SET failedAt = :now, failure = :why, expiresAt = :end REMOVE workShard, workAt',
        ConditionExpression,
        ExpressionAttributeValues: {
          ...ExpressionAttributeValues,
          ':now': now,
          ':why': why,
          ':end': Math.ceil((now + keptMs) / 1000),
        },
      });
      await unlessLost(client.send(update));
    },

    async remove(mail) {
      await unlessLost(client.send(new DeleteCommand({ TableName, Key: mailKeyOf.mail(mail), ...isMine(mail) })));
    },
  };
}

/** Somebody else has the mail by now, or it is gone with its owner: nothing is left to do here. */
async function unlessLost(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
