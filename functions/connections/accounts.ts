import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { callPlatform } from './call-platform.ts';
import { buildConnectionView } from './connection-view.ts';
import type { Deps } from './deps.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { assertNothingWaits, forgetConnection } from './forget-connection.ts';

/** Every account of every platform. */
export const listConnections: ConnectionsEndpoint<'listConnections'> = async (_input, { caller, now }, deps) => {
  const connections = await deps.connections.list(caller.userId);
  return connections
    .toSorted((a, b) => a.connectedAt - b.connectedAt)
    .map((connection) => buildConnectionView(connection, now));
};

/** Switches one account on or off as a destination, or makes it its platform's default. */
export const updateConnection: ConnectionsEndpoint<'updateConnection'> = async (
  { params, body },
  { caller, now },
  deps,
) => {
  const connection = await getConnection(deps, caller.userId, params.connectionId);
  const { enabled } = body;
  if (enabled !== undefined) await deps.connections.update(caller.userId, params.connectionId, { enabled });
  if (body.is_default) await deps.connections.makeDefault(connection, now);
  return buildConnectionView(await getConnection(deps, caller.userId, params.connectionId), now);
};

/** Ends one connection. */
export const removeConnection: ConnectionsEndpoint<'removeConnection'> = async ({ params, query }, context, deps) => {
  const { caller, now } = context;
  const connection = await getConnection(deps, caller.userId, params.connectionId);
  await assertNothingWaits(deps, connection, { isForced: query.force, now });
  const revoked = await forgetConnection(deps, connection);
  await noteEvent(deps, caller.userId, 'connection_removed', context, connection.name);
  return { ok: true, revoked };
};

/** Asks the platform anew what the account is called and what it may do. */
export const refreshConnection: ConnectionsEndpoint<'refreshConnection'> = async (
  { params },
  { caller, now },
  deps,
) => {
  const connection = await getConnection(deps, caller.userId, params.connectionId);
  const provider = deps.provider(connection.platform, connection.variant);
  const { name, avatarUrl, capabilities } = await callPlatform(deps, connection, (token) =>
    provider.fetchAccount(token),
  );
  const updated = await deps.connections.update(caller.userId, params.connectionId, { name, avatarUrl, capabilities });
  if (!updated) throw noSuchConnection();
  return buildConnectionView(updated, now);
};

/** @throws HopperError not_found for an unknown id and for another user's alike */
async function getConnection({ connections }: Deps, ownerId: string, connectionId: string): Promise<Connection> {
  const connection = await connections.find(ownerId, connectionId);
  if (!connection) throw noSuchConnection();
  return connection;
}

function noSuchConnection(): HopperError {
  return new HopperError('not_found', 'There is no such account.');
}
