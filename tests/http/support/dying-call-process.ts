import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createIdempotencyStore } from '../../../shared/adapters/dynamo/idempotency-store.ts';
import { countOnce, serveCount } from './once-world.ts';

/** Makes one call and is killed at a given moment of it: `node dying-call-process.ts <endpoint> <table> <moment> <key> <now>`. */
const [endpoint = '', name = '', moment = '', key = '', now = ''] = process.argv.slice(2);
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret-key' },
  }),
);
const table = { client, name };
const store = createIdempotencyStore(table);

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
const dying = {
  ...store,
  finish: async (...given: Parameters<typeof store.finish>) => {
    if (moment === 'after the effect') await die();
    await store.finish(...given);
    if (moment === 'after the answer was kept') await die();
  },
};
const { call } = serveCount(
  dying,
  () => Number(now),
  async ({ body }) => {
    if (moment === 'before the effect') await die();
    return countOnce(table, body.by);
  },
);
await call(key);
