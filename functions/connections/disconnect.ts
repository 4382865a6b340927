import type { Connection } from '../../shared/domain/connections/connection.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { Deps } from './deps.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';

/**
 * Revokes the grants at the platform, then forgets the tokens: the row goes last, so that a disconnect that was cut
 * short can be repeated. A platform that does not answer cannot keep a user connected.
 */
export const disconnect: ConnectionsEndpoint<'disconnect'> = async ({ params }, { caller }, deps) => {
  const connections = await deps.connections.list(caller.userId, params.platform);
  for (const connection of connections) {
    await revoke(deps, connection);
    await deps.connections.remove(connection.ownerId, connection.connectionId);
  }
  return { message: 'Disconnected' };
};

async function revoke(deps: Deps, connection: Connection): Promise<void> {
  const { ownerId: userId, connectionId, platform } = connection;
  const tokens = await deps.vault.open({ userId, connectionId }, connection.tokens);
  try {
    await deps.provider(platform, connection.variant).revoke(tokens);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
  }
}
