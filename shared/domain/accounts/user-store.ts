import type { Credentials, User } from './user.ts';

/** All users. */
export interface UserStore {
  /**
   * Adds a user; of several calls for one e-mail, even at the same time, exactly one answers true.
   * @param onlyFirst adds nobody but the first user of all, of whom there is one
   */
  add(credentials: Credentials, onlyFirst?: boolean): Promise<boolean>;
  /** Whether anybody was added ever. */
  hasFirst(): Promise<boolean>;
  find(userId: string): Promise<User | undefined>;
  findCredentials(email: string): Promise<Credentials | undefined>;
  /** Stores a new hash unless somebody else has changed it since these credentials were read. */
  replacePasswordHash(credentials: Credentials, passwordHash: string): Promise<void>;
}
