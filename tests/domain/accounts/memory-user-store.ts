import { type Credentials, User } from '../../../shared/domain/accounts/user.ts';
import type { UserStore } from '../../../shared/domain/accounts/user-store.ts';

/** Users in a map. */
export function createMemoryUserStore(): UserStore {
  const users = new Map<string, Credentials>();
  return {
    async add(credentials, onlyFirst = false) {
      const holder = users.get(credentials.email);
      if (holder) return holder.userId === credentials.userId;
      if (onlyFirst && users.size > 0) return false;
      users.set(credentials.email, credentials);
      return true;
    },
    async find(userId) {
      const found = [...users.values()].find((user) => user.userId === userId);
      return found && User.parse(found);
    },
    hasFirst: async () => users.size > 0,
    findCredentials: async (email) => users.get(email),
    async replacePasswordHash({ email, passwordHash: known }, passwordHash) {
      const user = users.get(email);
      if (user?.passwordHash === known) users.set(email, { ...user, passwordHash });
    },
  };
}
