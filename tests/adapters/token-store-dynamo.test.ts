import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createDriveTokenStore } from '../../shared/adapters/dynamo/drive-token-store.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { buildConnection } from '../support/build-connection.ts';
import { buildDriveAccount } from '../support/build-drive-account.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeTokenStore } from './token-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeTokenStore('DynamoDB', buildConnection(), async (connection) => {
  const table = await createTestTable(dynamo.url);
  await createConnectionStore(table).put(connection);
  return createTokenStore(table);
});

describeTokenStore('DynamoDB, Drive accounts', buildDriveAccount(), async (account) => {
  const table = await createTestTable(dynamo.url);
  await createDriveAccountStore(table).put(account, 0);
  return createDriveTokenStore(table);
});

it('brings no removed connection back', async () => {
  const table = await createTestTable(dynamo.url);
  const connection = buildConnection();
  const tokens = createTokenStore(table);
  expect(await tokens.storeTokens(connection, connection.tokens, 1, null)).toBeUndefined();
  await tokens.markReconnect(connection);
  expect(await createConnectionStore(table).find(connection.ownerId, connection.connectionId)).toBeUndefined();
});
