import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Notice, type NoticeStore } from '../../domain/mail/notice.ts';
import { owner } from './keys.ts';
import { mailKeyOf } from './mail-keys.ts';
import { isConditionFailure, type Table } from './table.ts';

/** Nobody wants to hear of it any later, epoch ms. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Notices in DynamoDB, one about each thing. */
export function createNoticeStore({ client, name: TableName }: Table): NoticeStore {
  async function remove(notice: Notice): Promise<void> {
    const deletion = new DeleteCommand({
      TableName,
      Key: mailKeyOf.notice(notice),
      ConditionExpression: '#at = :seen',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':seen': notice.at },
    });
    await client.send(deletion).catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
  }

  return {
    async put(notice) {
      const expiresAt = Math.ceil((notice.at + keptMs) / 1000);
      await client.send(new PutCommand({ TableName, Item: { ...mailKeyOf.notice(notice), ...notice, expiresAt } }));
    },

    async list(ownerId, limit) {
      const query = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': owner(ownerId), ':prefix': 'NOTICE#' },
        ConsistentRead: true,
        Limit: limit,
      });
      const { Items = [] } = await client.send(query);
      return Items.map((item) => Notice.parse(item)).sort((one, other) => one.at - other.at);
    },

    async remove(notices) {
      await Promise.all(notices.map(remove));
    },
  };
}
