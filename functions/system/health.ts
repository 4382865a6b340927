import type { systemRoutes } from '../../shared/contract/routes/system.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';

/** That the API answers. It asks nobody else: a dependency that is down shows in its own alarm. */
export const health: Endpoint<typeof systemRoutes.health> = async () => ({ ok: true });
