import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { createDocumentTable } from '../storage/document-table.ts';

const login = z.enum(['instagram', 'facebook']);

const codeSchema = z.object({
  code: z.string(),
  clientId: z.string(),
  login,
  /** Short name of the account or person that consented. */
  subject: z.string(),
  redirectUri: z.string(),
  permissions: z.array(z.string()),
  expiresAtMs: z.number(),
  used: z.boolean(),
});
export type MetaCode = z.infer<typeof codeSchema>;

const grantSchema = z.object({
  login,
  clientId: z.string(),
  subject: z.string(),
  granted: z.array(z.string()),
  declined: z.array(z.string()),
});
export type MetaGrant = z.infer<typeof grantSchema>;

const tokenSchema = z.object({
  token: z.string(),
  login,
  clientId: z.string(),
  subject: z.string(),
  kind: z.enum(['short', 'long', 'page']),
  /** The Page whose token it is. */
  pageId: z.string().nullable(),
  issuedAtMs: z.number(),
  expiresAtMs: z.number().nullable(),
  /** Sub-code with which it is refused since something happened to it. */
  refusedWith: z.number().nullable(),
});
export type MetaToken = z.infer<typeof tokenSchema>;

/** The key of what one account has allowed one app. */
export function grantIdOf({ clientId, login, subject }: Pick<MetaGrant, 'clientId' | 'login' | 'subject'>): string {
  return `${clientId}/${login}/${subject}`;
}

/** Everything that Meta remembers about who allowed what to whom. */
export function openMetaStore(database: DatabaseSync) {
  return {
    codes: createDocumentTable<MetaCode>(database, {
      name: 'meta_codes',
      schema: codeSchema,
      file: (code) => ({ id: code.code, owner: code.clientId }),
    }),
    grants: createDocumentTable<MetaGrant>(database, {
      name: 'meta_grants',
      schema: grantSchema,
      file: (grant) => ({ id: grantIdOf(grant), owner: grant.subject }),
    }),
    tokens: createDocumentTable<MetaToken>(database, {
      name: 'meta_tokens',
      schema: tokenSchema,
      file: (token) => ({ id: token.token, owner: grantIdOf(token) }),
    }),
  };
}
export type MetaStore = ReturnType<typeof openMetaStore>;
