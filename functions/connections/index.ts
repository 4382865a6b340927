import { randomBytes } from 'node:crypto';
import { createAuditDeps } from '../../shared/adapters/dynamo/audit-deps.ts';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createOAuthStateStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { readEnv } from '../../shared/config/env.ts';
import { connectionRoutes } from '../../shared/contract/routes/connections.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import { tellRefreshes } from '../../shared/domain/connections/tell-refreshes.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { logCalls } from '../../shared/log/log-calls.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { oauthProviders, openOAuthProvider } from '../../shared/platforms/oauth-providers.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { readTiktokAddresses } from '../../shared/platforms/tiktok/addresses.ts';
import { fetchCreatorInfo } from '../../shared/platforms/tiktok/fetch-creator-info.ts';
import { traced } from '../../shared/platforms/traced.ts';
import { withDeadline } from '../../shared/platforms/with-deadline.ts';
import { readYoutubeAddresses } from '../../shared/platforms/youtube/addresses.ts';
import { listChannelVideos } from '../../shared/platforms/youtube/list-channel-videos.ts';
import { listConnections, refreshConnection, removeConnection, updateConnection } from './accounts.ts';
import type { Deps } from './deps.ts';
import { listDestinations, toggleDestination } from './destinations.ts';
import { disconnect } from './disconnect.ts';
import { finishConnection } from './finish-connection.ts';
import { getAccount } from './get-account.ts';
import { getTiktokCreatorInfo } from './get-creator-info.ts';
import { listYoutubeVideos } from './list-youtube-videos.ts';
import { startConnection } from './start-connection.ts';

const env = readEnv('TABLE_NAME', 'TOKEN_KEY_ID', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);
const secrets = openLater(async () => (await import('./open-secrets.ts')).openSecrets());

const tell = createTellMetric();
const vault = createKmsTokenVault(env.TOKEN_KEY_ID);
const tokens = createTokenStore(table);
/** Longer, and the request itself ends. */
const patienceMs = 8_000;
const log = openLog('hopper-connections');
const onCall = logCalls(log);
const send = traced(withDeadline(sendOverHttp, patienceMs), onCall);

const deps: Deps = {
  ...createAuditDeps(table, log),
  connections: createConnectionStore(table),
  accounts: createDriveAccountStore(table),
  posts: createPostStore(table),
  states: createOAuthStateStore(table),
  hints: openLater(async () => (await import('./open-hints.ts')).openHints()),
  vault,
  accessTokens: ({ platform, ownerId, connectionId }) => {
    const provider = (variant: string | null) =>
      tellRefreshes(openOAuthProvider(secrets, platform, variant, onCall), platform, tell);
    return createAccessTokens({ tokens, vault, provider, clock: systemClock, patienceMs }, ownerId, connectionId);
  },
  variantsOf: (platform) => Object.keys(oauthProviders[platform]),
  provider: (platform, variant) => openOAuthProvider(secrets, platform, variant, onCall),
  listChannelVideos: (accessToken, page) => listChannelVideos(send, readYoutubeAddresses(), accessToken, page),
  fetchCreatorInfo: (accessToken) => fetchCreatorInfo(send, readTiktokAddresses(), accessToken),
  origin: env.APP_ORIGIN,
  newSecret: () => randomBytes(32).toString('base64url'),
};

/** The connections area: OAuth grants and destinations. */
export const handler = serveArea({
  area: 'connections',
  routes: connectionRoutes,
  origin: env.APP_ORIGIN,
  idempotency: createIdempotencyStore(table),
  endpoints: {
    startConnection,
    finishConnection,
    disconnect,
    getAccount,
    listConnections,
    updateConnection,
    removeConnection,
    refreshConnection,
    listDestinations,
    toggleDestination,
    getTiktokCreatorInfo,
    listYoutubeVideos,
  },
  deps,
});
