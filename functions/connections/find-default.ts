import { type PlatformName, platformTitles } from '../../shared/contract/platform-names.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Deps } from './deps.ts';

/** The account that is meant when only a platform is named. */
export async function findDefault(
  { connections }: Deps,
  ownerId: string,
  platform: PlatformName,
): Promise<Connection | undefined> {
  return (await connections.list(ownerId, platform)).find(({ isDefault }) => isDefault);
}

/**
 * The account that is named, or the platform's default.
 * @throws HopperError not_found when there is none, or it is another platform's or another user's
 */
export async function getAccountOf(
  deps: Deps,
  ownerId: string,
  platform: PlatformName,
  connectionId: string | undefined,
): Promise<Connection> {
  const connection =
    connectionId === undefined
      ? await findDefault(deps, ownerId, platform)
      : await deps.connections.find(ownerId, connectionId);
  if (connection?.platform !== platform)
    throw new HopperError('not_found', `Connect ${platformTitles[platform]} first.`);
  return connection;
}
