import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createIdempotencyStore } from '../../shared/adapters/dynamo/idempotency-store.ts';
import { createSettingsStore } from '../../shared/adapters/dynamo/settings-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { readEnv } from '../../shared/config/env.ts';
import { settingsRoutes } from '../../shared/contract/routes/settings.ts';
import { templateRoutes } from '../../shared/contract/routes/templates.ts';
import { wordbankRoutes } from '../../shared/contract/routes/wordbank.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import { settingsEndpoints } from './endpoints.ts';

const env = readEnv('TABLE_NAME', 'APP_ORIGIN');
const table = openTable(env.TABLE_NAME);

/** The settings area: defaults for all videos, the word bank, and what they make of a video. */
export const handler = serveArea({
  area: 'settings',
  routes: { ...settingsRoutes, ...wordbankRoutes, ...templateRoutes },
  origin: env.APP_ORIGIN,
  endpoints: settingsEndpoints,
  idempotency: createIdempotencyStore(table),
  deps: {
    settings: createSettingsStore(table),
    connections: createConnectionStore(table),
    videos: createVideoStore(table),
    rules: platformRules,
    random: Math.random,
  },
});
