import { beforeEach, describe, expect, it } from '@jest/globals';
import { afterFailure, type Circuit, type Circuits, closedCircuit } from '../../shared/domain/connections/circuit.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { TokenStore } from '../../shared/domain/connections/token-store.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { buildConnection, sealPlainly } from '../support/build-connection.ts';

const now = 1_700_000_000_000;
const down = new PlatformError('transient', 'platform_down', 'It is down.');
const count = (circuit: Circuit) => afterFailure(circuit, down, { now, probe: null, begins: true });

/** What every store of circuits must do. @param open stores that hold this one connection */
export function describeCircuits(
  name: string,
  open: (connection: Connection) => Promise<{ circuits: Circuits; tokens: TokenStore }>,
): void {
  describe(`${name}: circuits`, () => {
    const connection = buildConnection();
    let circuits: Circuits;
    let tokens: TokenStore;
    beforeEach(async () => {
      ({ circuits, tokens } = await open(connection));
    });
    const stored = async () => (await tokens.find(connection.ownerId, connection.connectionId))?.circuit;

    it('are read with their connection, closed at first', async () => {
      expect(await stored()).toEqual(closedCircuit);
    });

    it('keep what was made of them', async () => {
      await circuits.change(connection, closedCircuit, count);
      const once = count(closedCircuit);
      expect(await stored()).toEqual(once);
      await circuits.change(connection, once, count);
      expect(await stored()).toEqual(count(once));
      await circuits.change(connection, count(once), () => closedCircuit);
      expect(await stored()).toEqual(closedCircuit);
    });

    it('lose no failure of many at the same time, whatever each of them has seen', async () => {
      await circuits.change(connection, closedCircuit, count);
      const fail = (_: unknown, n: number) =>
        circuits.change(connection, n % 2 ? closedCircuit : count(closedCircuit), count);
      await Promise.all(Array.from({ length: 20 }, fail));
      expect(await stored()).toMatchObject({ failures: 21, openings: 1 });
    });

    it('let one of many have what only one can have', async () => {
      const winners: number[] = [];
      const take = (_: unknown, n: number) => {
        let mine = false;
        const change = (circuit: Circuit) => {
          mine = circuit.probeUntil === 0;
          return mine ? { ...circuit, probeUntil: now } : circuit;
        };
        return circuits.change(connection, closedCircuit, change).then(() => mine && winners.push(n));
      };
      await Promise.all(Array.from({ length: 10 }, take));
      expect(winners).toHaveLength(1);
    });

    it('leave the tokens alone, and are left alone by them', async () => {
      await circuits.change(connection, closedCircuit, count);
      const newer = sealPlainly({ accessToken: 'access-2', refreshToken: 'refresh-2' });
      await tokens.storeTokens(connection, newer, now, null);
      await circuits.change(connection, closedCircuit, count);
      expect(await tokens.find(connection.ownerId, connection.connectionId)).toMatchObject({
        tokens: newer,
        tokenVersion: 2,
        circuit: { failures: 2 },
      });
    });

    it('bring no connection into being', async () => {
      await circuits.change({ ...connection, connectionId: 'gone' }, closedCircuit, count);
      expect(await tokens.find(connection.ownerId, 'gone')).toBeUndefined();
    });
  });
}
