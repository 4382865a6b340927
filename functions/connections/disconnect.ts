import type { ConnectionsEndpoint } from './endpoint.ts';
import { findDefault } from './find-default.ts';
import { forgetConnection } from './forget-connection.ts';

/** Ends the platform's default connection; without one there is nothing to do. */
export const disconnect: ConnectionsEndpoint<'disconnect'> = async ({ params }, { caller }, deps) => {
  const connection = await findDefault(deps, caller.userId, params.platform);
  if (connection) await forgetConnection(deps, connection);
  return { message: 'Disconnected' };
};
