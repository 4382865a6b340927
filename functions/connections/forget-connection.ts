import type { Connection } from '../../shared/domain/connections/connection.ts';
import type { Deps } from './deps.ts';

/** A platform may take this long to end a grant; then the user goes without its answer. */
const patienceMs = 5_000;

/**
 * Revokes a grant at the platform, then forgets it: the row goes last, so that a disconnect that was cut short can be
 * repeated. Neither a platform that does not answer nor tokens that never open can keep a user connected.
 * @returns whether the platform has confirmed the end of the grant
 */
export async function forgetConnection(deps: Deps, connection: Connection): Promise<boolean> {
  const isRevoked = await Promise.race([revoke(deps, connection), gaveUp()]);
  await deps.connections.remove(connection.ownerId, connection.connectionId);
  return isRevoked;
}

async function revoke(deps: Deps, connection: Connection): Promise<boolean> {
  const { ownerId: userId, connectionId, platform, variant } = connection;
  try {
    const tokens = await deps.vault.open({ userId, connectionId }, connection.tokens);
    await deps.provider(platform, variant).revoke(tokens);
    return true;
  } catch {
    // The answer says so: the user can end the grant in the platform's own settings.
    return false;
  }
}

function gaveUp(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patienceMs).unref();
  });
}
