import type { Credentials, User } from './user.ts';

/** Changes of what a user signs in with. None is made over one that somebody else has made since it was looked at. */
export interface CredentialChanges {
  /** @param now epoch ms. @returns false when the credentials are not the stored ones any more */
  changePassword(credentials: Credentials, passwordHash: string, now: number): Promise<boolean>;
  /** Notes that mails to the address arrive. @returns false when the user has another address by now */
  verifyEmail(user: Pick<User, 'userId' | 'email'>, now: number): Promise<boolean>;
  /**
   * Gives the user another address, which is proved.
   * @returns `taken` when another account has it, `changed` when the credentials are not the stored ones any more
   */
  moveEmail(credentials: Credentials, email: string, now: number): Promise<'moved' | 'taken' | 'changed'>;
}
