import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTokenStore } from '../../../shared/adapters/dynamo/token-store.ts';
import { systemClock } from '../../../shared/domain/clock.ts';
import { createAccessTokens } from '../../../shared/domain/connections/access-token.ts';
import { plainVault } from '../../support/build-connection.ts';
import { refreshOverHttp } from './refresh-over-http.ts';

/** A process full of workers that want the token of one connection; started by a test with these arguments. */
const [dynamoUrl = '', tableName = '', tokenUrl = '', count = '1', ownerId = '', connectionId = ''] =
  process.argv.slice(2);

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: dynamoUrl, region: 'us-east-1', credentials }),
  { marshallOptions: { removeUndefinedValues: true } },
);
const tokens = createTokenStore({ client, name: tableName });
const provider = () => refreshOverHttp(tokenUrl);
const workers = Array.from({ length: Number(count) }, () =>
  createAccessTokens({ tokens, vault: plainVault, provider, clock: systemClock }, ownerId, connectionId),
);

process.on('message', async () => {
  // What the workers wait with does not keep a process alive.
  const alive = setInterval(() => {}, 1_000);
  const outcomes = await Promise.allSettled(workers.map((worker) => worker.get()));
  clearInterval(alive);
  const words = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason)));
  process.send?.(words, () => process.disconnect());
});
// The connection to the table is open before the start, so that all begin at once.
await tokens.find(ownerId, connectionId);
process.send?.('ready');
