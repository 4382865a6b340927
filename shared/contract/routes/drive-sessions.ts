import * as z from 'zod';
import { route } from '../route.ts';
import { sessionToken } from './transfer-shapes.ts';

const Kind = z.enum(['source', 'destination', 'general']);
/** What is too long or comes twice counts as missing: whoever comes back is a person, who gets the page and no JSON. */
const fromBrowser = (longest: number) => z.string().max(longest).optional().catch(undefined);
const ended = z.object({ message: z.string() });

const redirects =
  'Redirects to the page with `?type={kind}&token={token}`, or with `?drive_error={reason}`: `access_denied`, `invalid_state`, `session_changed`, `missing_scope`, `not_signed_in`, `not_set_up`, `platform_error`.';

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
      scopes: z.array(z.object({ kind: Kind, delete_source: z.boolean(), scope: z.string(), why: z.string() })),
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

/** How it begins, is seen and ends here: what needs the session cache, and so lives beside it. */
export const sessionRoutes = {
  startDriveSession: route({
    id: 'startDriveSession',
    method: 'GET',
    path: '/session/start',
    area: 'session',
    access: 'optional',
    browserOnly: true,
    summary: 'Exchange the code of a finished consent for a session',
    description: redirects,
    query: z.object({ code: fromBrowser(128) }),
    status: 302,
    output: z.object({ location: z.string() }),
  }),
  validateDriveSession: route({
    id: 'validateDriveSession',
    method: 'GET',
    path: '/session/validate',
    area: 'session',
    access: 'session',
    summary: 'Whether a token is that of a live session of yours',
    query: z.strictObject({ token: z.string().max(1024).default('') }),
    status: 200,
    output: z.object({ valid: z.boolean() }),
  }),
  listDriveSessions: route({
    id: 'listDriveSessions',
    method: 'GET',
    path: '/session/active',
    area: 'session',
    access: 'session',
    summary: 'Your live sessions; never a token, never anybody else’s',
    status: 200,
    output: z.object({
      sessions: z.array(
        z.object({
          kind: Kind,
          account: z.string().describe('E-mail address of the Google account'),
          created_at: z.iso.datetime(),
          expires_at: z.iso.datetime(),
        }),
      ),
    }),
  }),
  endDriveSession: route({
    id: 'endDriveSession',
    method: 'DELETE',
    path: '/session/logout',
    area: 'session',
    access: 'session',
    summary: 'End a session',
    description: 'A token that is unknown is no error. Transfers that are under way go on.',
    query: z.strictObject({ token: sessionToken }),
    status: 200,
    output: ended,
  }),
  logOutOfDrive: route({
    id: 'logOutOfDrive',
    method: 'POST',
    path: '/session/logout',
    area: 'session',
    access: 'session',
    summary: 'End a session',
    description: 'The same for those who cannot send DELETE.',
    body: z.strictObject({ token: sessionToken }),
    queryAsBody: true,
    status: 200,
    output: ended,
  }),
};
