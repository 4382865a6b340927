import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';
import { buildConnection, plainVault } from '../support/build-connection.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';
import { createTestTable } from '../support/test-table.ts';
import { refreshOverHttp } from './support/refresh-over-http.ts';
import { type RotatingTokenServer, startRotatingTokenServer } from './support/rotating-token-server.ts';

const processes = 8;
const workersEach = 25;
const program = join(import.meta.dirname, 'support/refresh-workers-process.ts');

let dynamo: Dynoxide;
let table: Table;
let platform: RotatingTokenServer;
beforeAll(async () => {
  dynamo = await startDynoxide();
});
afterAll(() => dynamo.close());
beforeEach(async () => {
  table = await createTestTable(dynamo.url);
  platform = await startRotatingTokenServer('refresh-1');
  await createConnectionStore(table).put(buildConnection({ accessExpiresAt: 0 }));
});
afterEach(() => platform.close());

const { ownerId, connectionId } = buildConnection();
const stored = () => createTokenStore(table).find(ownerId, connectionId);
const open = (vault: TokenVault = plainVault) =>
  createAccessTokens(
    { tokens: createTokenStore(table), vault, provider: () => refreshOverHttp(platform.url), clock: systemClock },
    ownerId,
    connectionId,
  );

async function startWorkers(): Promise<ChildProcess> {
  const options = { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } };
  const given = [dynamo.url, table.name, platform.url, String(workersEach), ownerId, connectionId];
  const child = fork(program, given, options);
  await once(child, 'message');
  return child;
}

async function run(child: ChildProcess): Promise<string[]> {
  const answer = once(child, 'message');
  child.send('go');
  const [words] = await answer;
  await once(child, 'exit');
  return words;
}

describe('one expired token and strict rotation', () => {
  it(`${processes * workersEach} workers in ${processes} processes: one refresh call, no revocation`, async () => {
    const children = await Promise.all(Array.from({ length: processes }, startWorkers));
    const tokens = (await Promise.all(children.map(run))).flat();
    console.log(
      `${tokens.length} workers, ${platform.calls} refresh calls, ${platform.revocations} revocations, ${new Set(tokens).size} token`,
    );
    expect(tokens).toEqual(Array.from({ length: processes * workersEach }, () => 'access-after-1'));
    expect(platform).toMatchObject({ calls: 1, revocations: 0 });
    expect(await stored()).toMatchObject({ state: 'connected', tokenVersion: 2, refreshLeaseUntil: 0 });
  }, 60_000);

  it('a server that is down for a moment disconnects nobody', async () => {
    platform.faults.push('status-503');
    await expect(open().get()).rejects.toMatchObject({ kind: 'transient' });
    expect(await stored()).toMatchObject({ state: 'connected' });
    expect(await open().get()).toBe('access-after-2');
    expect(platform.revocations).toBe(0);
  });

  it('an answer that is lost after the rotation is no disconnect; the next try tells that only the user can help', async () => {
    platform.faults.push('lost-answer');
    await expect(open().get()).rejects.toMatchObject({ kind: 'transient' });
    expect(await stored()).toMatchObject({ state: 'connected' });
    await expect(open().get()).rejects.toMatchObject({ kind: 'reauthorize' });
    expect(await stored()).toMatchObject({ state: 'reconnect' });
    // Nobody knocks again and again at a door that is closed.
    await expect(open().get()).rejects.toMatchObject({ kind: 'reauthorize' });
    expect(platform.calls).toBe(2);
  });

  it('what was granted is kept although sealing fails at first: the old refresh token is dead', async () => {
    let failures = 2;
    const vault: TokenVault = {
      ...plainVault,
      seal: async (context, tokens) => {
        failures -= 1;
        if (failures >= 0) throw new Error('KMS is throttled');
        return plainVault.seal(context, tokens);
      },
    };
    expect(await open(vault).get()).toBe('access-after-1');
    const connection = await stored();
    expect(JSON.parse(connection?.tokens.ciphertext ?? '')).toEqual({
      accessToken: 'access-after-1',
      refreshToken: 'refresh-after-1',
    });
    expect(platform).toMatchObject({ calls: 1, revocations: 0 });
  });

  it('every new refresh token is stored before its access token is given out', async () => {
    const tokens = open();
    for (let round = 1; round <= 3; round += 1) {
      const token = await tokens.get(`access-after-${round - 1}`);
      const connection = await stored();
      expect(JSON.parse(connection?.tokens.ciphertext ?? '')).toEqual({
        accessToken: token,
        refreshToken: `refresh-after-${round}`,
      });
    }
    expect(platform).toMatchObject({ calls: 3, revocations: 0 });
  });
});
