import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import type { SessionEndpoint } from './endpoint.ts';

/** Whether a token is that of a live session of the caller; another user's is as good as none. */
export const validateDriveSession: SessionEndpoint<'validateDriveSession'> = async (
  { query },
  { caller, now },
  { cache },
) => {
  const session = await cache.find(hashOfSecret(query.token));
  return { valid: session?.userId === caller.userId && session.validUntil > now };
};

/** The caller's live sessions; never a token, nor its hash. */
export const listDriveSessions: SessionEndpoint<'listDriveSessions'> = async (_input, { caller, now }, { cache }) => {
  const sessions = await cache.list(caller.userId, now);
  return {
    sessions: sessions.map(({ kind, email, createdAt, validUntil }) => ({
      kind,
      account: email,
      created_at: new Date(createdAt).toISOString(),
      expires_at: new Date(validUntil).toISOString(),
    })),
  };
};
