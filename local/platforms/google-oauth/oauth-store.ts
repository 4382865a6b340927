import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { createDocumentTable } from '../storage/document-table.ts';

const codeSchema = z.object({
  code: z.string(),
  clientId: z.string(),
  sub: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  challenge: z.string().nullable(),
  challengeMethod: z.enum(['S256', 'plain']),
  /** Whether the exchange also gives a refresh token. */
  offline: z.boolean(),
  nonce: z.string().nullable(),
  expiresAtMs: z.number(),
  used: z.boolean(),
});
export type AuthorizationCode = z.infer<typeof codeSchema>;

const grantSchema = z.object({
  projectId: z.string(),
  sub: z.string(),
  scopes: z.array(z.string()),
  /** Clients of the project through which the user has consented before. */
  clientIds: z.array(z.string()),
});
export type Grant = z.infer<typeof grantSchema>;

const refreshTokenSchema = z.object({
  token: z.string(),
  clientId: z.string(),
  projectId: z.string(),
  sub: z.string(),
  scopes: z.array(z.string()),
  expiresAtMs: z.number().nullable(),
  lastUsedAtMs: z.number(),
});
export type RefreshToken = z.infer<typeof refreshTokenSchema>;

const accessTokenSchema = z.object({
  token: z.string(),
  clientId: z.string(),
  projectId: z.string(),
  sub: z.string(),
  scopes: z.array(z.string()),
  offline: z.boolean(),
  expiresAtMs: z.number(),
});
export type AccessToken = z.infer<typeof accessTokenSchema>;

/** Everything Google remembers about who allowed what to whom. A revoked token is simply no longer there. */
export function openOauthStore(database: DatabaseSync) {
  return {
    codes: createDocumentTable<AuthorizationCode>(database, {
      name: 'oauth_codes',
      schema: codeSchema,
      file: (code) => ({ id: code.code, owner: code.clientId }),
    }),
    grants: createDocumentTable<Grant>(database, {
      name: 'oauth_grants',
      schema: grantSchema,
      file: (grant) => ({ id: `${grant.projectId}/${grant.sub}`, owner: grant.sub }),
    }),
    refreshTokens: createDocumentTable<RefreshToken>(database, {
      name: 'oauth_refresh_tokens',
      schema: refreshTokenSchema,
      file: (token) => ({ id: token.token, owner: `${token.projectId}/${token.sub}` }),
    }),
    accessTokens: createDocumentTable<AccessToken>(database, {
      name: 'oauth_access_tokens',
      schema: accessTokenSchema,
      file: (token) => ({ id: token.token, owner: `${token.projectId}/${token.sub}`, dueAtMs: token.expiresAtMs }),
    }),
  };
}
export type OauthStore = ReturnType<typeof openOauthStore>;
