import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../domain/clock.ts';
import type { MailOutbox } from '../../domain/mail/mail-outbox.ts';
import type { NewMail } from '../../domain/mail/new-mail.ts';
import { type PlannedMail, planMail } from '../../domain/mail/plan-mail.ts';
import { workShardOf } from './keys.ts';
import { mailKeyOf } from './mail-keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, type Table } from './table.ts';

/**
 * Mails to be sent, as rows of the table; the sweeper hints at them. A mail that could not be sent stands in the way of no
 * later one of its name.
 * @param newId a unique id that sorts by time
 */
export function createMailOutbox(table: Table, clock: Clock, newId: () => string): MailOutbox {
  return {
    async add(mail) {
      const now = clock.now();
      const put = new PutCommand({
        TableName: table.name,
        Item: toMailItem(mail, planMail(mail, now, newId), now),
        ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(failedAt)',
      });
      await table.client.send(put).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
    },
  };
}

/** A mail's row: for a transaction of somebody who writes it together with something else. */
export function toMailItem(mail: NewMail, { key, dueAt }: PlannedMail, orderedAt: number) {
  return {
    ...mailKeyOf.mail(key),
    ...key,
    kind: 'mail',
    mail,
    orderedAt,
    dueAt,
    leaseUntil: 0,
    attempts: 0,
    workShard: workShardOf(`${key.ownerId}${key.mailId}`),
    workAt: toWorkAt(dueAt),
    nudges: 0,
  };
}
