import * as z from 'zod';
import { Scope } from '../../contract/scopes.ts';

/** A personal API token as its owner knows it. Instants are epoch milliseconds. */
export const ApiToken = z.object({
  tokenId: z.string(),
  ownerId: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: z.int(),
  validUntil: z.int(),
  /** Within the hour; null for one that was never used. */
  lastUsedAt: z.int().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** What the authorizer needs of a token. */
export const TokenGrant = ApiToken.pick({
  tokenId: true,
  ownerId: true,
  scopes: true,
  validUntil: true,
  lastUsedAt: true,
});
export type TokenGrant = z.infer<typeof TokenGrant>;
