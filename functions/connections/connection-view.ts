import type * as z from 'zod';
import type { ConnectedAccount } from '../../shared/contract/routes/connection-shapes.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { snakeKeys } from './snake-keys.ts';

type View = z.infer<typeof ConnectedAccount>;

/**
 * A connection as the API answers it. Tokens, scopes and leases stay inside.
 * @param now epoch milliseconds
 */
export function buildConnectionView(connection: Connection, now: number): View {
  return {
    id: connection.connectionId,
    platform: connection.platform,
    variant: connection.variant,
    remote_id: connection.remoteId,
    name: connection.name,
    avatar_url: connection.avatarUrl,
    state: connection.state,
    enabled: connection.enabled,
    is_default: connection.isDefault,
    connected_at: new Date(connection.connectedAt).toISOString(),
    health: healthOf(connection, now),
    capabilities: snakeKeys(connection.capabilities ?? null),
  };
}

/** Once its time is over posts are begun again, even if only one by one at first. */
function healthOf({ circuit }: Connection, now: number): View['health'] {
  const { openUntil, cause } = circuit;
  if (openUntil <= now) return { state: 'ok', until: null, cause: null };
  return { state: 'paused', until: new Date(openUntil).toISOString(), cause };
}
