import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiTokenStore } from '../../shared/adapters/dynamo/api-token-store.ts';
import { createTokenFinder } from '../../shared/adapters/dynamo/token-finder.ts';
import { createToken } from '../../shared/domain/tokens/create-token.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeApiTokenStore } from './api-token-store-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeApiTokenStore('DynamoDB', async () => {
  const table = await createTestTable(dynamo.url);
  return { ...createApiTokenStore(table), ...createTokenFinder(table) };
});

describe('what is stored of a token', () => {
  it('is never its secret, and goes away by itself a month after its end', async () => {
    const table = await createTestTable(dynamo.url);
    const tokens = createApiTokenStore(table);
    const deps = { tokens, newTokenId: () => 't1', newSecret: () => Buffer.alloc(32, 7) };
    const order = { ownerId: 'owner-1', name: 'x', scopes: ['videos:read' as const], days: 90, now: 0 };
    const { secret } = await createToken(deps, order);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    expect(Items).toHaveLength(2);
    expect(Items.map((item) => item.expiresAt)).toEqual([120 * 86_400, 120 * 86_400]);
    const text = JSON.stringify(Items);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice(4, 20));
  });
});
