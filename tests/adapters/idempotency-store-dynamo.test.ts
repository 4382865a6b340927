import { afterAll, beforeAll } from '@jest/globals';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeIdempotencyStore } from './idempotency-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeIdempotencyStore('DynamoDB', async () => createIdempotencyStore(await createTestTable(dynamo.url)));
