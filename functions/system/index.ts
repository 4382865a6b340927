import { readEnv } from '../../shared/config/env.ts';
import { systemRoutes } from '../../shared/contract/routes/system.ts';
import { compressLarge } from '../../shared/http/compress-large.ts';
import { serveArea } from '../../shared/http/serve-area.ts';
import { docs, openapi } from './documentation.ts';
import { health } from './health.ts';

/** `/health`, the API's documentation, and everything that no route takes: 404, or 405 with the methods that the path has. */
export const handler = serveArea({
  area: 'system',
  routes: systemRoutes,
  endpoints: { health, openapi, docs },
  deps: {},
  origin: readEnv('APP_ORIGIN').APP_ORIGIN,
  compression: compressLarge(),
});
