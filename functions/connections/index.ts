import { randomBytes } from 'node:crypto';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createOAuthStateStore } from '../../shared/adapters/dynamo/oauth-state-store.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createPlatformSecrets } from '../../shared/adapters/secrets/platform-secrets.ts';
import { readEnv } from '../../shared/config/env.ts';
import { connectionRoutes } from '../../shared/contract/routes/connections.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { openOAuthProvider } from '../../shared/platforms/oauth-providers.ts';
import type { Deps } from './deps.ts';
import { listDestinations, toggleDestination } from './destinations.ts';
import { disconnect } from './disconnect.ts';
import { finishConnection } from './finish-connection.ts';
import { getAccount } from './get-account.ts';
import { startConnection } from './start-connection.ts';

const env = readEnv('TABLE_NAME', 'TOKEN_KEY_ID', 'PLATFORM_SECRETS_ID', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);
const secrets = createPlatformSecrets(env.PLATFORM_SECRETS_ID);

const deps: Deps = {
  connections: createConnectionStore(table),
  posts: createPostStore(table),
  states: createOAuthStateStore(table),
  vault: createKmsTokenVault(env.TOKEN_KEY_ID),
  provider: (platform, variant) => openOAuthProvider(secrets, platform, variant),
  origin: env.APP_ORIGIN,
  newSecret: () => randomBytes(32).toString('base64url'),
};

/** The connections area: OAuth grants and destinations. */
export const handler = serveArea({
  area: 'connections',
  routes: connectionRoutes,
  origin: env.APP_ORIGIN,
  endpoints: {
    startConnection,
    finishConnection,
    disconnect,
    getAccount,
    listDestinations,
    toggleDestination,
  },
  deps,
});
