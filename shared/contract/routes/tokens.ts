import * as z from 'zod';
import { route } from '../route.ts';
import { Scope } from '../scopes.ts';
import { text } from '../settings/text.ts';

export const ApiToken = z.object({
  id: z.string().describe('Public handle of the token; not the secret'),
  name: z.string(),
  scopes: z.array(Scope),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable().describe('To the hour; null for a token that was never used'),
});

/** Personal API tokens. They are made and ended in a browser session, never by a token. */
export const tokenRoutes = {
  listTokens: route({
    id: 'listTokens',
    method: 'GET',
    path: '/api/tokens',
    area: 'auth',
    access: 'session',
    summary: 'The API tokens of this user',
    description: 'Expired tokens stay in the list for 30 days.',
    status: 200,
    output: z.object({ tokens: z.array(ApiToken) }),
  }),
  createToken: route({
    id: 'createToken',
    method: 'POST',
    path: '/api/tokens',
    area: 'auth',
    access: 'session',
    summary: 'Make an API token',
    description:
      'The answer is the only place where the token itself is ever shown. Programs send it as `Authorization: Bearer hop_…`; they need no cookie and no CSRF token.',
    body: z.strictObject({
      name: text.trim().min(1, 'Say what the token is for.').max(100, 'At most 100 characters.'),
      scopes: z.array(Scope).min(1, 'At least one scope.').max(Scope.options.length),
      expires_in_days: z.int().min(1).max(365, 'At most one year.').default(90),
    }),
    status: 201,
    output: ApiToken.extend({
      token: z.string().nullable().describe('Shown once; null when an Idempotency-Key asks for the same answer again'),
    }),
    withheld: ['token'],
    errors: ['conflict'],
  }),
  deleteToken: route({
    id: 'deleteToken',
    method: 'DELETE',
    path: '/api/tokens/{tokenId}',
    area: 'auth',
    access: 'session',
    summary: 'End an API token at once',
    params: z.strictObject({ tokenId: z.string().min(1).max(64) }),
    status: 200,
    output: z.object({ ok: z.literal(true) }),
  }),
};
