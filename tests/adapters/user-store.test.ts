import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import type { UserStore } from '../../shared/domain/accounts/user-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeUserStore } from './user-store-suite.ts';

describe('users in DynamoDB', () => {
  let server: Dynoxide;
  let store: UserStore;
  let table: Table;
  beforeAll(async () => {
    server = await startDynoxide();
    table = await createTestTable(server.url);
    store = createUserStore(table);
  });
  afterAll(async () => {
    table.client.destroy();
    await server.close();
  });
  describeUserStore(() => store);

  it('tries again when two transactions met and DynamoDB cancelled ours, and gives up after some rounds', async () => {
    let meetings = 2;
    const conflict = () =>
      new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      });
    table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'TransactWriteItemsCommand' || meetings <= 0) return next(args);
          meetings -= 1;
          throw conflict();
        },
      { step: 'initialize', name: 'conflict' },
    );
    const user = {
      userId: 'u-met',
      email: 'met@example.org',
      createdAt: 0,
      emailVerifiedAt: null,
      passwordHash: 'h',
      passwordChangedAt: null,
    };
    expect(await store.add(user)).toBe(true);
    expect(meetings).toBe(0);
    meetings = 1000;
    await expect(store.add({ ...user, userId: 'u-2', email: 'other@example.org' })).rejects.toThrow('cancelled');
    table.client.middlewareStack.remove('conflict');
  });
});
