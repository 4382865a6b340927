import type { AccountEndpoint } from './endpoint.ts';

/** What happened to the security of the account. */
export const listAudit: AccountEndpoint<'listAudit'> = async ({ query }, { caller, now }, deps) => {
  const { events, next } = await deps.audit.list(caller.userId, { limit: query.limit, before: query.cursor, now });
  const views = events.map(({ eventId, at, what, about, ip, userAgent }) => ({
    id: eventId,
    at: new Date(at).toISOString(),
    what,
    about,
    ip,
    user_agent: userAgent,
  }));
  return { body: { events: views }, nextCursor: next };
};
