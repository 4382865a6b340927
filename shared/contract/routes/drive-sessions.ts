import * as z from 'zod';
import { route } from '../route.ts';
import { DriveKind, fromBrowser, redirects } from './drive-return.ts';
import { sessionToken } from './transfer-shapes.ts';

const ended = z.object({ message: z.string() });

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
          kind: DriveKind,
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
