import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NoticeKind } from '../../contract/notice-kind.ts';
import type { NotificationStore } from '../../domain/mail/notice.ts';
import { mailKeyOf } from './mail-keys.ts';
import { setFields, type Table } from './table.ts';

const Row = z.object({
  muted: z.array(NoticeKind).default([]),
  digestSentAt: z.number().default(0),
});

/** What a user wants to be told of, in a row of the owner's partition. */
export function createNotificationStore({ client, name: TableName }: Table): NotificationStore {
  const update = async (ownerId: string, fields: Partial<z.infer<typeof Row>>) => {
    const Key = mailKeyOf.notifications(ownerId);
    await client.send(new UpdateCommand({ TableName, Key, ...setFields(fields) }));
  };
  return {
    async get(ownerId) {
      const Key = mailKeyOf.notifications(ownerId);
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Row.parse(Item ?? {});
    },
    mute: (ownerId, muted) => update(ownerId, { muted: [...new Set(muted)] }),
    noteDigest: (ownerId, at) => update(ownerId, { digestSentAt: at }),
  };
}
