import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { createDocumentTable } from '../../storage/document-table.ts';

/** Whose grant to which app: its id is `<client key>/<account>`. */
const grantee = { clientKey: z.string(), accountId: z.string(), scopes: z.array(z.string()) };

const codeSchema = z.object({
  ...grantee,
  code: z.string(),
  redirectUri: z.string(),
  challenge: z.string().nullable(),
  expiresAtMs: z.number(),
});
export type TiktokCode = z.infer<typeof codeSchema>;

const grantSchema = z.object(grantee);
export type TiktokGrant = z.infer<typeof grantSchema>;

const tokenSchema = z.object({ ...grantee, token: z.string(), expiresAtMs: z.number() });
export type TiktokToken = z.infer<typeof tokenSchema>;

export function grantId({ clientKey, accountId }: Pick<TiktokGrant, 'clientKey' | 'accountId'>): string {
  return `${clientKey}/${accountId}`;
}

/** Everything TikTok remembers about who allowed what to whom. What is over is simply no longer there. */
export function openTiktokOauthStore(database: DatabaseSync) {
  const openTokens = (name: string) =>
    createDocumentTable<TiktokToken>(database, {
      name,
      schema: tokenSchema,
      file: (token) => ({ id: token.token, owner: grantId(token), dueAtMs: token.expiresAtMs }),
    });
  return {
    codes: createDocumentTable<TiktokCode>(database, {
      name: 'tiktok_codes',
      schema: codeSchema,
      file: (code) => ({ id: code.code, owner: grantId(code), dueAtMs: code.expiresAtMs }),
    }),
    grants: createDocumentTable<TiktokGrant>(database, {
      name: 'tiktok_grants',
      schema: grantSchema,
      file: (grant) => ({ id: grantId(grant), owner: grant.accountId }),
    }),
    refreshTokens: openTokens('tiktok_refresh_tokens'),
    /** Those that were used for a newer one. */
    usedRefreshTokens: openTokens('tiktok_used_refresh_tokens'),
    accessTokens: openTokens('tiktok_access_tokens'),
  };
}
export type TiktokOauthStore = ReturnType<typeof openTiktokOauthStore>;
