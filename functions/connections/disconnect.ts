import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { ConnectionsEndpoint } from './endpoint.ts';
import { findDefault } from './find-default.ts';
import { assertNothingWaits, forgetConnection } from './forget-connection.ts';

/** Ends the platform's default connection; without one there is nothing to do. */
export const disconnect: ConnectionsEndpoint<'disconnect'> = async ({ params, query }, context, deps) => {
  const { caller, now } = context;
  const connection = await findDefault(deps, caller.userId, params.platform);
  if (!connection) return { message: 'Disconnected' };
  await assertNothingWaits(deps, connection, { isForced: query.force, now });
  await forgetConnection(deps, connection);
  await noteEvent(deps, caller.userId, 'connection_removed', context, connection.name);
  return { message: 'Disconnected' };
};
