import { afterAll, beforeAll, describe } from '@jest/globals';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import type { UserStore } from '../../shared/domain/accounts/user-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeUserStore } from './user-store-suite.ts';

describe('users in DynamoDB', () => {
  let server: Dynoxide;
  let store: UserStore;
  let destroy: () => void;
  beforeAll(async () => {
    server = await startDynoxide();
    const table = await createTestTable(server.url);
    destroy = () => table.client.destroy();
    store = createUserStore(table);
  });
  afterAll(async () => {
    destroy();
    await server.close();
  });
  describeUserStore(() => store);
});
