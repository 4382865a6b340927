import * as z from 'zod';
import { route } from '../route.ts';
import { Email, NewPassword, ShownPassword } from './account-fields.ts';

export const User = z.object({
  id: z.string(),
  email: z.string(),
  email_verified: z.boolean().describe('Whether somebody has proved that mails to this address arrive'),
  created_at: z.iso.datetime(),
});
const SignedIn = z.object({ user: User });
const Registered = SignedIn.extend({
  proof_needed: z
    .boolean()
    .describe(
      'The account is there but nobody is signed in: the link in the mail comes first. Only where a list says who may register.',
    ),
});

export const Session = z.object({
  id: z.string().describe('Public handle of the session; not the cookie.'),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  user_agent: z.string(),
  ip: z.string(),
  current: z.boolean(),
});

export const authRoutes = {
  register: route({
    id: 'register',
    method: 'POST',
    path: '/api/auth/register',
    area: 'auth',
    access: 'public',
    summary: 'Create an account and sign in',
    description: 'Whoever runs Hopper decides who may: ask `GET /api/auth/register` first.',
    body: z.strictObject({ email: Email, password: NewPassword }),
    status: 201,
    output: Registered,
    errors: ['registration_closed', 'email_taken', 'too_many_requests'],
    setsSession: true,
  }),
  getRegistration: route({
    id: 'getRegistration',
    method: 'GET',
    path: '/api/auth/register',
    area: 'auth',
    access: 'public',
    summary: 'Who may create an account',
    status: 200,
    output: z.object({
      registration: z
        .enum(['open', 'listed', 'closed'])
        .describe('`listed`: those whose address or its domain was named by who runs this Hopper.'),
    }),
  }),
  login: route({
    id: 'login',
    method: 'POST',
    path: '/api/auth/login',
    area: 'auth',
    access: 'public',
    summary: 'Sign in',
    description: 'The answer and its time are the same for an unknown e-mail and a wrong password.',
    body: z.strictObject({ email: Email, password: ShownPassword }),
    status: 200,
    output: SignedIn,
    errors: ['wrong_credentials', 'email_unproved', 'too_many_requests'],
    setsSession: true,
  }),
  logout: route({
    id: 'logout',
    method: 'POST',
    path: '/api/auth/logout',
    area: 'auth',
    access: 'optional',
    summary: 'End this session',
    status: 200,
    output: z.object({ message: z.string() }),
    setsSession: true,
  }),
  me: route({
    id: 'me',
    method: 'GET',
    path: '/api/auth/me',
    area: 'auth',
    access: 'optional',
    summary: 'Who is signed in',
    description: '`user` is null for an anonymous caller.',
    status: 200,
    output: z.object({ user: User.nullable() }),
  }),
  csrf: route({
    id: 'csrf',
    method: 'GET',
    path: '/api/auth/csrf',
    area: 'auth',
    access: 'optional',
    summary: 'The CSRF token of this session',
    description: 'Send it as X-CSRF-Token with every state-changing call.',
    status: 200,
    output: z.object({ csrf_token: z.string() }),
    headers: { 'x-csrf-token': 'csrf_token' },
  }),
  listSessions: route({
    id: 'listSessions',
    method: 'GET',
    path: '/api/auth/sessions',
    area: 'auth',
    access: 'session',
    summary: 'Where this user is signed in',
    status: 200,
    output: z.object({ sessions: z.array(Session) }),
  }),
  endOtherSessions: route({
    id: 'endOtherSessions',
    method: 'DELETE',
    path: '/api/auth/sessions',
    area: 'auth',
    access: 'session',
    summary: 'Sign out everywhere else',
    status: 200,
    output: z.object({ ended: z.int() }),
  }),
  endSession: route({
    id: 'endSession',
    method: 'DELETE',
    path: '/api/auth/sessions/{sessionId}',
    area: 'auth',
    access: 'session',
    summary: 'End one session',
    params: z.strictObject({ sessionId: z.string().min(1).max(64) }),
    status: 200,
    output: z.object({ ok: z.literal(true) }),
  }),
};
