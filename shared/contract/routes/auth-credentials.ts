import * as z from 'zod';
import { route } from '../route.ts';
import { Email, LinkToken, NewPassword, ShownPassword } from './account-fields.ts';

/** Whoever had the password may have made some. */
const EndTokens = z.boolean().describe('Whether all API tokens of the account end, too');
const Ok = z.object({ ok: z.literal(true) });

/** Changing what one signs in with, and giving the account up. */
export const credentialRoutes = {
  changePassword: route({
    id: 'changePassword',
    method: 'POST',
    path: '/api/auth/password',
    area: 'auth',
    access: 'session',
    summary: 'Change the password',
    description: 'Ends all other sessions and renews this one.',
    body: z.strictObject({
      current_password: ShownPassword,
      new_password: NewPassword,
      end_tokens: EndTokens.default(false),
    }),
    status: 200,
    output: z.object({
      ended: z.int().describe('Other sessions that were ended'),
      ended_tokens: z.int().describe('API tokens that were ended'),
    }),
    errors: ['wrong_credentials', 'too_many_requests'],
    setsSession: true,
  }),
  resetPassword: route({
    id: 'resetPassword',
    method: 'POST',
    path: '/api/auth/password/reset',
    area: 'auth',
    access: 'public',
    summary: 'Set a new password by the link of a mail',
    description:
      'The link is good for 30 minutes and one use. Ends all sessions of the account. Where the address was never proved, its API tokens end in any case.',
    body: z.strictObject({ token: LinkToken, password: NewPassword, end_tokens: EndTokens.default(true) }),
    status: 200,
    output: Ok,
    errors: ['invalid_link', 'too_many_requests'],
    setsSession: true,
  }),
  changeEmail: route({
    id: 'changeEmail',
    method: 'POST',
    path: '/api/auth/email',
    area: 'auth',
    access: 'session',
    summary: 'Ask for another e-mail address',
    description:
      'A mail with a link goes to the new address; until the link is used the old one stays. The answer is the same for an address that another account has.',
    body: z.strictObject({ password: ShownPassword, new_email: Email }),
    status: 202,
    output: Ok,
    errors: ['wrong_credentials', 'too_many_requests'],
  }),
  confirmEmail: route({
    id: 'confirmEmail',
    method: 'POST',
    path: '/api/auth/email/confirm',
    area: 'auth',
    access: 'optional',
    summary: 'Prove an e-mail address by the link of a mail',
    description:
      'Of the first address as well as of a new one. With a new one the old one is told, and all sessions but this one end.',
    body: z.strictObject({ token: LinkToken }),
    status: 200,
    output: z.object({ email: z.string() }),
    errors: ['invalid_link', 'email_taken', 'too_many_requests'],
  }),
  deleteAccount: route({
    id: 'deleteAccount',
    method: 'DELETE',
    path: '/api/auth/account',
    area: 'auth',
    access: 'session',
    summary: 'Delete the account and everything in it',
    description:
      'Nobody can sign in from now on. Posts that are waiting are stopped, access to the platforms is given back, files and words are deleted within minutes; what is out at the platforms stays there. It cannot be undone. A receipt comes by mail.',
    body: z.strictObject({ password: ShownPassword }),
    status: 202,
    output: z.object({ receipt: z.string().describe('Names the receipt, which stays for 400 days') }),
    errors: ['wrong_credentials', 'too_many_requests'],
    setsSession: true,
  }),
};
