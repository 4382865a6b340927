import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../domain/clock.ts';
import type { MailHints, MailOutbox } from '../../domain/mail/mail-outbox.ts';
import type { NewMail } from '../../domain/mail/new-mail.ts';
import { type PlannedMail, planMail } from '../../domain/mail/plan-mail.ts';
import { correlation } from '../../domain/watch/correlation.ts';
import { workShardOf } from './keys.ts';
import { mailKeyOf } from './mail-keys.ts';
import { toWorkAt } from './post-item.ts';
import { isConditionFailure, type Table } from './table.ts';

/** How long the sweeper leaves a mail alone that was hinted at. */
const hintGraceMs = 30_000;

/**
 * Mails to be sent, as rows of the table. A mail that could not be sent stands in the way of no later one of its name.
 * @param newId a unique id that sorts by time
 * @param hints for functions that reach the mailer; without them, and for a mail of later, the sweeper hints within a minute
 */
export function createMailOutbox(table: Table, clock: Clock, newId: () => string, hints?: MailHints): MailOutbox {
  return {
    async add(mail) {
      const now = clock.now();
      const planned = planMail(mail, now, newId);
      const hintsAtOnce = planned.dueAt <= now ? hints : undefined;
      const item = toMailItem(mail, planned, now, hintsAtOnce && hintGraceMs);
      if (!(await put(table, item))) return;
      // The row has been written, and the sweeper finds it: a hint that fails fails nobody.
      await hintsAtOnce?.send([planned.key]).catch(() => undefined);
    },
  };
}

/** @returns false when a mail of the same name waits already */
async function put({ client, name: TableName }: Table, Item: Record<string, unknown>): Promise<boolean> {
  const ConditionExpression = 'attribute_not_exists(pk) OR attribute_exists(failedAt)';
  try {
    await client.send(new PutCommand({ TableName, Item, ConditionExpression }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** A mail's row: for a transaction of somebody who writes it together with something else, too. */
export function toMailItem(mail: NewMail, { key, dueAt }: PlannedMail, orderedAt: number, hintGrace = 0) {
  return {
    ...mailKeyOf.mail(key),
    ...key,
    ...correlation(),
    kind: 'mail',
    mail,
    orderedAt,
    dueAt,
    leaseUntil: 0,
    attempts: 0,
    workShard: workShardOf(`${key.ownerId}${key.mailId}`),
    workAt: toWorkAt(dueAt + hintGrace),
    nudges: 0,
  };
}
