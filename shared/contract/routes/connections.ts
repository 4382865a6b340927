import * as z from 'zod';
import { forEachPlatform, PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';

const platformParams = z.strictObject({ platform: PlatformName });

export const Account = z.object({
  id: z.string().describe('Id of the connection at Hopper'),
  platform: PlatformName,
  remote_id: z.string().describe('Id of the channel or account at the platform'),
  name: z.string(),
  avatar_url: z.string().nullable(),
  state: z
    .enum(['connected', 'reconnect'])
    .describe('reconnect = access was revoked; posts wait until connected again'),
  connected_at: z.iso.datetime(),
});

export const Destination = z.object({ connected: z.boolean(), enabled: z.boolean() });

export const connectionRoutes = {
  startConnection: route({
    id: 'startConnection',
    method: 'GET',
    path: '/api/auth/{platform}',
    area: 'connections',
    access: 'session',
    summary: 'Begin connecting an account: the address of the platform’s consent page',
    params: platformParams,
    status: 200,
    output: z.object({ url: z.url() }),
    errors: ['not_found'],
  }),
  finishConnection: route({
    id: 'finishConnection',
    method: 'GET',
    path: '/api/auth/{platform}/callback',
    area: 'connections',
    access: 'optional',
    summary: 'Where the platform sends the browser back',
    description:
      'Redirects to the page with `?connected={platform}`, or with `?connect_error={reason}` when consent was refused, the state is unknown, used, too old or belongs to another browser session.',
    params: platformParams,
    query: z.object({
      state: z.string().max(512).optional(),
      code: z.string().max(4096).optional(),
      error: z.string().max(256).optional(),
    }),
    status: 302,
    output: z.object({ location: z.string() }),
    errors: ['not_found'],
  }),
  disconnect: route({
    id: 'disconnect',
    method: 'POST',
    path: '/api/auth/{platform}/disconnect',
    area: 'connections',
    access: 'session',
    summary: 'Revoke the access at the platform and forget the tokens',
    params: platformParams,
    status: 200,
    output: z.object({ message: z.string() }),
    errors: ['not_found'],
  }),
  getAccount: route({
    id: 'getAccount',
    method: 'GET',
    path: '/api/auth/{platform}/account',
    area: 'connections',
    access: 'session',
    summary: 'The connected account',
    params: platformParams,
    status: 200,
    output: z.object({ account: Account.nullable() }),
    errors: ['not_found'],
  }),
  listDestinations: route({
    id: 'listDestinations',
    method: 'GET',
    path: '/api/destinations',
    area: 'connections',
    access: 'session',
    summary: 'Which platforms are connected and switched on',
    status: 200,
    output: z.object({ ...forEachPlatform(() => Destination), scheduled_videos: z.int() }),
  }),
  toggleDestination: route({
    id: 'toggleDestination',
    method: 'POST',
    path: '/api/destinations/{platform}/toggle',
    area: 'connections',
    access: 'session',
    summary: 'Switch a destination on or off',
    params: platformParams,
    body: z.strictObject({ enabled: z.boolean() }),
    status: 200,
    output: z.partialRecord(PlatformName, Destination),
    errors: ['not_found'],
  }),
};
