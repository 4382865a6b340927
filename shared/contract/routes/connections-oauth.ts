import * as z from 'zod';
import { PlatformName } from '../platform-names.ts';
import { route } from '../route.ts';
import { Account, endQuery, waitingPosts } from './connection-shapes.ts';

const platformParams = z.strictObject({ platform: PlatformName });
/** What is too long or comes twice counts as missing: whoever comes back is a person, who gets the page and no JSON. */
const fromBrowser = (longest: number) => z.string().max(longest).optional().catch(undefined);

/** The ways in and out, by platform. They speak of the platform's default account. */
export const oauthRoutes = {
  startConnection: route({
    id: 'startConnection',
    method: 'GET',
    path: '/api/auth/{platform}',
    area: 'connections',
    access: 'session',
    browserOnly: true,
    summary: 'Begin connecting an account: the address of the platform’s consent page',
    description:
      'Every account that is connected is added beside the others; connecting the same one again renews it. Without `variant` the first way in is taken that this server is set up for.',
    params: platformParams,
    query: z.strictObject({
      variant: z
        .string()
        .max(64)
        .optional()
        .describe('Instagram: `instagram_login` or `facebook_login`. Other platforms have one way in.'),
    }),
    status: 200,
    output: z.object({ url: z.url() }),
    errors: ['not_found', 'not_set_up', 'platform_error'],
  }),
  finishConnection: route({
    id: 'finishConnection',
    method: 'GET',
    path: '/api/auth/{platform}/callback',
    area: 'connections',
    access: 'optional',
    browserOnly: true,
    summary: 'Where the platform sends the browser back',
    description:
      'Redirects to the page with `?connected={platform}`, or with `?connect_error={reason}`: `access_denied` = consent was refused, `invalid_state` = the state is unknown, used, too old or malformed, `session_changed` = it belongs to another browser session, `missing_scope` = a right that Hopper needs was not granted, `account_refused` = the account cannot be posted to, `platform_error` = the platform did not answer.',
    params: platformParams,
    query: z.object({ state: fromBrowser(512), code: fromBrowser(4096), error: fromBrowser(256) }),
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
    description: `The default account goes; when there are others, the oldest becomes the default. ${waitingPosts}`,
    params: platformParams,
    query: endQuery,
    status: 200,
    output: z.object({ message: z.string() }),
    errors: ['not_found', 'conflict'],
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
};
