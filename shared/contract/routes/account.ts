import * as z from 'zod';
import { AuditKind } from '../audit-kind.ts';
import { route } from '../route.ts';
import { Email } from './account-fields.ts';

const Ok = z.object({ ok: z.literal(true) });

const AuditEvent = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  what: AuditKind,
  about: z.string().nullable().describe('Which one: the name of a token, a platform, an address'),
  ip: z.string(),
  user_agent: z.string(),
});

const ExportedItem = z.object({
  kind: z.string().describe('video, post, timeline, connection, drive_account, settings, transfer, token, audit, …'),
  id: z.string(),
  data: z.record(z.string(), z.unknown()).describe('Everything that is stored, without secrets'),
  file: z
    .object({ url: z.url(), expires_at: z.iso.datetime() })
    .nullable()
    .describe('Of a video: where its file can be fetched for 15 minutes'),
});

/** What concerns an account itself and needs the way out: mails, and everything that is kept about its owner. */
export const accountRoutes = {
  forgotPassword: route({
    id: 'forgotPassword',
    method: 'POST',
    path: '/api/account/forgotten-password',
    area: 'account',
    access: 'public',
    summary: 'Ask for a mail with a link that sets a new password',
    description: 'The answer and its time are the same for an address that nobody has.',
    body: z.strictObject({ email: Email }),
    status: 202,
    output: Ok,
    errors: ['too_many_requests'],
  }),
  sendVerification: route({
    id: 'sendVerification',
    method: 'POST',
    path: '/api/account/verification',
    area: 'account',
    access: 'session',
    summary: 'Send the mail that proves the e-mail address again',
    description: 'Nothing is sent when the address is proved already.',
    status: 202,
    output: Ok,
    errors: ['too_many_requests'],
  }),
  listAudit: route({
    id: 'listAudit',
    method: 'GET',
    path: '/api/account/audit',
    area: 'account',
    access: 'session',
    summary: 'What happened to the security of this account, the newest first',
    description: 'Kept for 400 days. Where there is more, `x-next-cursor` and `link` lead to it.',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z
        .string()
        .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'Not a cursor of this list.')
        .optional(),
    }),
    pages: true,
    status: 200,
    output: z.object({ events: z.array(AuditEvent) }),
  }),
  exportAccount: route({
    id: 'exportAccount',
    method: 'GET',
    path: '/api/account/export',
    area: 'account',
    access: 'session',
    summary: 'Everything that Hopper keeps about you',
    description:
      'Page by page: `x-next-cursor` and `link` lead to the next one. Passwords, tokens and their hashes are left out.',
    query: z.strictObject({ cursor: z.string().max(1024).optional() }),
    pages: true,
    status: 200,
    output: z.object({ items: z.array(ExportedItem) }),
  }),
};
