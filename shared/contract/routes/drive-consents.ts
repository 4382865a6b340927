import * as z from 'zod';
import { route } from '../route.ts';
import { DriveKind, fromBrowser, redirects } from './drive-return.ts';

/** How the session of a Drive account begins at Google. */
export const driveConsentRoutes = {
  explainDriveScopes: route({
    id: 'explainDriveScopes',
    method: 'GET',
    path: '/drive/scopes',
    area: 'drive',
    access: 'optional',
    summary: 'What Google will ask for, by kind of session, and why: to be shown before the consent',
    status: 200,
    output: z.object({
      scopes: z.array(z.object({ kind: DriveKind, delete_source: z.boolean(), scope: z.string(), why: z.string() })),
    }),
  }),
  startDriveConsent: route({
    id: 'startDriveConsent',
    method: 'GET',
    path: '/auth/{consent}',
    area: 'drive',
    access: 'optional',
    browserOnly: true,
    summary: 'Begin a Drive session: Google’s consent page',
    description: `A signed-in user is sent to Google. ${redirects}`,
    params: z.strictObject({ consent: z.enum(['source', 'destination', 'google']) }),
    query: z.object({
      delete_source: z
        .enum(['true', 'false', '1', '0'])
        .optional()
        .catch(undefined)
        .describe('Ask for the right to lay files in the trash as well'),
    }),
    status: 302,
    output: z.object({ location: z.string() }),
    errors: ['not_found'],
  }),
  finishDriveConsent: route({
    id: 'finishDriveConsent',
    method: 'GET',
    path: '/auth/{consent}/callback',
    area: 'drive',
    access: 'optional',
    browserOnly: true,
    summary: 'Where Google sends the browser back',
    description: 'Keeps the grant and redirects to `/session/start` with a code that works once.',
    params: z.strictObject({ consent: z.enum(['source', 'destination', 'google']) }),
    query: z.object({ state: fromBrowser(512), code: fromBrowser(4096), error: fromBrowser(256) }),
    status: 302,
    output: z.object({ location: z.string() }),
    errors: ['not_found'],
  }),
};
