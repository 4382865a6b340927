import { forEachPlatform } from '../../contract/platform-names.ts';
import type { Connection } from './connection.ts';

/**
 * Says of every connection of one owner whether it is its platform's default: the one that the user chose last, or
 * else the oldest. That is a question of order and nothing that is stored, so there is exactly one default per platform
 * at every moment, whatever is connected, chosen and disconnected at the same time.
 */
export function markDefaults(connections: readonly Connection[]): Connection[] {
  const defaults = forEachPlatform(
    (platform) => connections.filter((row) => row.platform === platform).sort(byRank)[0],
  );
  return connections.map((row) => ({ ...row, isDefault: defaults[row.platform] === row }));
}

function byRank(a: Connection, b: Connection): number {
  return b.preferredAt - a.preferredAt || a.connectedAt - b.connectedAt || (a.connectionId < b.connectionId ? -1 : 1);
}
