import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { ApiToken } from '../../shared/domain/tokens/api-token.ts';
import { createToken as makeToken } from '../../shared/domain/tokens/create-token.ts';
import type { AuthDeps, AuthEndpoint } from './endpoint.ts';

/** The caller's API tokens. */
export const listTokens: AuthEndpoint<'listTokens'> = async (_input, { caller }, deps) => ({
  tokens: (await deps.tokens.list(caller.userId)).map(toTokenBody),
});

/** Makes a token and shows it this once. */
export const createToken: AuthEndpoint<'createToken'> = async ({ body }, context, deps) => {
  const { caller, now, sessionToken } = context;
  const { name, scopes, expires_in_days: days } = body;
  const { token, secret } = await makeToken(deps, { ownerId: caller.userId, name, scopes, days, now });
  await assertSessionLasts(deps, sessionToken, token);
  await noteEvent(deps, caller.userId, 'token_made', context, name);
  return { ...toTokenBody(token), token: secret };
};

/** Ends one of the caller's tokens; somebody else's is as good as missing. */
export const deleteToken: AuthEndpoint<'deleteToken'> = async ({ params }, context, deps) => {
  const { userId } = context.caller;
  const token = (await deps.tokens.list(userId)).find(({ tokenId }) => tokenId === params.tokenId);
  if (!(await deps.tokens.remove(userId, params.tokenId))) throw new HopperError('not_found');
  await noteEvent(deps, userId, 'token_revoked', context, token?.name ?? null);
  return { ok: true };
};

/**
 * Whoever has set a new password meanwhile has ended the session first and then the tokens that were there: one of the two
 * sees the other.
 */
async function assertSessionLasts(deps: AuthDeps, sessionToken: string, { ownerId, tokenId }: ApiToken): Promise<void> {
  if (await deps.sessions.find(hashOfSecret(sessionToken))) return;
  await deps.tokens.remove(ownerId, tokenId);
  throw new HopperError('unauthenticated');
}

function toTokenBody({ tokenId, name, scopes, createdAt, validUntil, lastUsedAt }: ApiToken) {
  return {
    id: tokenId,
    name,
    scopes,
    created_at: new Date(createdAt).toISOString(),
    expires_at: new Date(validUntil).toISOString(),
    last_used_at: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}
