import { afterAll, beforeAll } from '@jest/globals';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeSettingsStore } from './settings-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeSettingsStore('DynamoDB', async () => createSettingsStore(await createTestTable(dynamo.url)));
