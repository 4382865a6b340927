import { forEachPlatform } from '../../shared/contract/platform-names.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';

function destinationOf(connections: readonly Connection[], platform: string) {
  const own = connections.filter((connection) => connection.platform === platform);
  return { connected: own.length > 0, enabled: own.some((connection) => connection.enabled) };
}

/** Every platform, connected or not. */
export const listDestinations: ConnectionsEndpoint<'listDestinations'> = async (_input, { caller }, deps) => {
  const connections = await deps.connections.list(caller.userId);
  return { ...forEachPlatform((platform) => destinationOf(connections, platform)), scheduled_videos: 0 };
};

/** Switches all accounts of a platform on or off as destinations. */
export const toggleDestination: ConnectionsEndpoint<'toggleDestination'> = async (
  { params, body },
  { caller },
  deps,
) => {
  const connections = await deps.connections.list(caller.userId, params.platform);
  if (connections.length === 0 && body.enabled) {
    throw new HopperError('not_found', `Connect ${params.platform} first.`);
  }
  const updated = await Promise.all(
    connections.map(({ ownerId, connectionId }) => deps.connections.update(ownerId, connectionId, body)),
  );
  return {
    [params.platform]: destinationOf(
      updated.filter((row) => row !== undefined),
      params.platform,
    ),
  };
};
