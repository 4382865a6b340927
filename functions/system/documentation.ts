import type { systemRoutes } from '../../shared/contract/routes/system.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { readAsset } from './read-asset.ts';

/** The API as programs read it. */
export const openapi: Endpoint<typeof systemRoutes.openapi> = () => readAsset('openapi.json');

/** The API as people read it. */
export const docs: Endpoint<typeof systemRoutes.docs> = () => readAsset('api.html');
