import * as z from 'zod';
import { route } from '../route.ts';
import { LinkToken } from './account-fields.ts';

const Wanted = z.boolean().describe('Whether a mail tells of it');
const wanted = { post_failed: Wanted, needs_check: Wanted, needs_reconnect: Wanted };

const Notifications = z.object({
  email: z.string().describe('Where the mails go'),
  email_verified: z.boolean().describe('Mails of this kind only go to an address that is proved'),
  ...wanted,
});

const byLink = z.strictObject({ token: LinkToken.describe('From the link in the mail; works for 60 days') });

/** What a user wants to be told of by mail. */
export const notificationRoutes = {
  getNotifications: route({
    id: 'getNotifications',
    method: 'GET',
    path: '/api/account/notifications',
    area: 'account',
    access: 'session',
    summary: 'What you are told of by mail',
    description: 'What happens within an hour comes in one mail.',
    status: 200,
    output: Notifications,
  }),
  setNotifications: route({
    id: 'setNotifications',
    method: 'PUT',
    path: '/api/account/notifications',
    area: 'account',
    access: 'session',
    summary: 'Choose what you are told of by mail',
    body: z.strictObject(wanted),
    status: 200,
    output: Notifications,
  }),
  showUnsubscribe: route({
    id: 'showUnsubscribe',
    method: 'GET',
    path: '/api/account/unsubscribe',
    area: 'account',
    access: 'public',
    summary: 'Go to where mails are ended',
    description: 'Changes nothing: programs that look at the links of a mail do the same.',
    query: byLink,
    status: 302,
    output: z.object({ location: z.string() }),
  }),
  unsubscribe: route({
    id: 'unsubscribe',
    method: 'POST',
    path: '/api/account/unsubscribe',
    area: 'account',
    access: 'public',
    summary: 'End all mails about posts and accounts by the link of a mail',
    description:
      'One click in a mail program (RFC 8058): what it sends as a form is not read. Repeating it changes nothing.',
    query: byLink,
    formAllowed: true,
    status: 200,
    output: z.object({ ok: z.literal(true) }),
    errors: ['invalid_link'],
  }),
};
