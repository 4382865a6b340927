import * as z from 'zod';
import { forEachPlatform, PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';
import { Destination } from './connection-shapes.ts';

/** Where videos go, by platform. */
export const destinationRoutes = {
  listDestinations: route({
    id: 'listDestinations',
    method: 'GET',
    path: '/api/destinations',
    area: 'connections',
    access: 'session',
    summary: 'Which platforms are connected and switched on',
    description:
      'A platform is what its default account is; `scheduled_videos` counts the videos with a scheduled post.',
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
    description: 'On means the default account, off all accounts of the platform.',
    params: z.strictObject({ platform: PlatformName }),
    body: z.strictObject({ enabled: z.boolean() }),
    queryAsBody: true,
    status: 200,
    output: z.partialRecord(PlatformName, Destination),
    errors: ['not_found'],
  }),
};
