import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createCircuits } from '../../shared/adapters/dynamo/circuits.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { closedCircuit } from '../../shared/domain/connections/circuit.ts';
import { buildConnection } from '../support/build-connection.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { describeCircuits } from './circuits-contract.ts';

let dynamo: Dynoxide;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());

describeCircuits('DynamoDB', async (connection) => {
  const table = await createTestTable(dynamo.url);
  await createConnectionStore(table).put(connection);
  return { circuits: createCircuits(table), tokens: createTokenStore(table) };
});

it('a connection that was stored before there were circuits has a closed one, which can be changed', async () => {
  const table = await createTestTable(dynamo.url);
  const connection = buildConnection();
  await createConnectionStore(table).put(connection);
  const Key = keyOf.connection(connection.ownerId, connection.connectionId);
  await table.client.send(new UpdateCommand({ TableName: table.name, Key, UpdateExpression: 'REMOVE circuit' }));
  const stored = async () => (await createTokenStore(table).find(connection.ownerId, connection.connectionId))?.circuit;
  expect(await stored()).toEqual(closedCircuit);
  await createCircuits(table).change(connection, closedCircuit, (circuit) => ({ ...circuit, failures: 1 }));
  expect(await stored()).toEqual({ ...closedCircuit, failures: 1 });
});

it('a circuit that is as it was read costs one write, and none when nothing changes', async () => {
  const table = await createTestTable(dynamo.url);
  const connection = buildConnection();
  await createConnectionStore(table).put(connection);
  const calls: string[] = [];
  table.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (input) => {
        calls.push(commandName);
        return next(input);
      },
    { step: 'initialize' },
  );
  await createCircuits(table).change(connection, closedCircuit, (circuit) => ({ ...circuit, failures: 1 }));
  await createCircuits(table).change(connection, { ...closedCircuit, failures: 1 }, (circuit) => circuit);
  expect(calls).toEqual(['UpdateItemCommand']);
});
