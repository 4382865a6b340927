import * as z from 'zod';
import { route } from '../route.ts';
import { ConnectedAccount, connectionId, endQuery, waitingPosts } from './connection-shapes.ts';

const connectionParams = z.strictObject({ connectionId });

/** Every connected account by its id. */
export const accountRoutes = {
  listConnections: route({
    id: 'listConnections',
    method: 'GET',
    path: '/api/connections',
    area: 'connections',
    access: 'session',
    summary: 'Every connected account of every platform',
    status: 200,
    output: z.array(ConnectedAccount),
  }),
  updateConnection: route({
    id: 'updateConnection',
    method: 'PATCH',
    path: '/api/connections/{connectionId}',
    area: 'connections',
    access: 'session',
    summary: 'Switch an account on or off, or make it its platform’s default',
    params: connectionParams,
    body: z.strictObject({
      enabled: z.boolean().optional(),
      is_default: z.literal(true, 'Make another account the default instead.').optional(),
    }),
    status: 200,
    output: ConnectedAccount,
    errors: ['not_found'],
  }),
  removeConnection: route({
    id: 'removeConnection',
    method: 'DELETE',
    path: '/api/connections/{connectionId}',
    area: 'connections',
    access: 'session',
    summary: 'Revoke the access of one account and forget its tokens',
    description: waitingPosts,
    params: connectionParams,
    query: endQuery,
    status: 200,
    output: z.object({
      ok: z.boolean(),
      revoked: z.boolean().describe('false = the platform did not confirm; its own settings can end the access'),
    }),
    errors: ['not_found', 'conflict'],
  }),
  refreshConnection: route({
    id: 'refreshConnection',
    method: 'POST',
    path: '/api/connections/{connectionId}/refresh',
    area: 'connections',
    access: 'session',
    summary: 'Ask the platform anew about an account: its name, its picture and what it may do',
    params: connectionParams,
    status: 200,
    output: ConnectedAccount,
    errors: ['not_found', 'reconnect_needed', 'too_many_requests', 'platform_error', 'not_set_up'],
  }),
};
