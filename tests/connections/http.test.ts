import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateConnection } from '../../functions/connections/accounts.ts';
import { toggleDestination } from '../../functions/connections/destinations.ts';
import { finishConnection } from '../../functions/connections/finish-connection.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { connectionRoutes } from '../../shared/contract/routes/connections.ts';
import type { CallContext } from '../../shared/http/endpoint.ts';
import { buildEvent } from '../http/support/build-event.ts';
import { type StubEndpoint, serveRoutes } from '../http/support/serve-contract.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { type ConnectionsWorld, createConnectionsWorld, person } from './connections-world.ts';

let dynamo: Dynoxide;
let table: Table;
let world: ConnectionsWorld;
beforeAll(async () => {
  dynamo = await startDynoxide();
  table = await createTestTable(dynamo.url);
});
afterAll(() => dynamo.close());
beforeEach(() => {
  world = createConnectionsWorld(table);
});

/** The user whom `buildEvent` signs in. */
const caller = () => ({ ...person('user-1'), caller: { userId: 'user-1', sessionId: 'session-1' } });

function call(route: RouteSpec, endpoint: unknown, change: Parameters<typeof buildEvent>[1]) {
  const bound: StubEndpoint = (input, context: CallContext) =>
    (endpoint as (...given: unknown[]) => Promise<unknown>)(input, context, world.deps);
  return serveRoutes([route], () => bound).call(route, buildEvent(route, change));
}

describe.each(platformNames)('over HTTP: %s', (platform) => {
  const params = { platform };

  it.each([
    ['an over-long state', `state=${'x'.repeat(5_000)}&code=c`],
    ['a state that comes twice', 'state=a&state=b&code=c'],
    ['nothing at all', ''],
    ['parameters that nobody knows', 'state=a&code=c&scope=x&scopes=y&iss=z'],
  ])('the callback with %s goes to the page', async (_name, rawQueryString) => {
    const answer = await call(connectionRoutes.finishConnection, finishConnection, { params, rawQueryString });
    expect(answer).toMatchObject({ statusCode: 302, headers: { location: '/?connect_error=invalid_state' } });
  });

  it.each([
    ['in the body', { body: '{"enabled":false}' }],
    ['in the query', { body: undefined, rawQueryString: 'enabled=false' }],
  ])('toggle takes `enabled` %s', async (_name, change) => {
    await world.connect(platform, caller());
    const answer = await call(connectionRoutes.toggleDestination, toggleDestination, { params, ...change });
    expect(JSON.parse(answer.body ?? '')).toEqual({ [platform]: { connected: true, enabled: false } });
  });

  it.each(['enabled=maybe', 'enabled=false&colour=red', ''])('toggle refuses ?%s', async (rawQueryString) => {
    const change = { params, body: undefined, rawQueryString };
    const answer = await call(connectionRoutes.toggleDestination, toggleDestination, change);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body ?? '').error.code).toBe('invalid_input');
  });

  it.each([
    ['is_default', '{"is_default":false}'],
    ['enabled', '{"enabled":"no"}'],
    ['name', '{"name":"Ada"}'],
  ])('PATCH refuses a wrong %s by its name', async (path, body) => {
    const change = { params: { connectionId: '0'.repeat(26) }, body };
    const answer = await call(connectionRoutes.updateConnection, updateConnection, change);
    expect(JSON.parse(answer.body ?? '').error).toMatchObject({
      code: 'invalid_input',
      details: [expect.objectContaining({ path })],
    });
  });
});
