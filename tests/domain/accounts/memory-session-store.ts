import type { Session } from '../../../shared/domain/accounts/session.ts';
import type { SessionStore } from '../../../shared/domain/accounts/session-store.ts';

/** Sessions in a map. Like Redis at its slowest it never drops one by itself. */
export function createMemorySessionStore(): SessionStore {
  const sessions = new Map<string, Session>();
  const ofUser = (userId: string) => [...sessions.values()].filter((session) => session.userId === userId);
  return {
    async add(session) {
      sessions.set(session.tokenHash, session);
      return ofUser(session.userId).length;
    },
    find: async (tokenHash) => sessions.get(tokenHash),
    async touch(session) {
      if (sessions.has(session.tokenHash)) sessions.set(session.tokenHash, session);
    },
    list: async (userId) => ofUser(userId),
    end: async ({ tokenHash }) => sessions.delete(tokenHash),
  };
}
