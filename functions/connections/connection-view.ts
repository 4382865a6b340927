import type * as z from 'zod';
import type { ConnectedAccount } from '../../shared/contract/routes/connection-shapes.ts';
import type { Connection } from '../../shared/domain/connections/connection.ts';
import { snakeKeys } from './snake-keys.ts';

/** A connection as the API answers it. Tokens, scopes and leases stay inside. */
export function buildConnectionView(connection: Connection): z.infer<typeof ConnectedAccount> {
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
    capabilities: snakeKeys(connection.capabilities ?? null),
  };
}
