import { HopperError } from '../hopper-error.ts';
import type { AccountDeps, SignInForm } from './account-deps.ts';
import { endSessionOf, openSession } from './sessions.ts';
import type { Credentials, User } from './user.ts';

export interface SignedIn {
  readonly user: User;
  /** For the cookie; it is stored nowhere and cannot be read again. */
  readonly token: string;
}

/** Whom somebody has proved to be, and what was changed last when it was looked at. */
export type ProvedUser = User & Pick<Credentials, 'passwordChangedAt'>;

/**
 * Puts a new session in the place of the one that the browser brought along, whoever's it was: a cookie that somebody
 * planted is worth nothing after the login.
 *
 * Hashes take their time. Whoever has changed the password, moved or closed the account meanwhile has ended its sessions
 * before this one was there, so it is asked once more, after the session has begun: one of the two sees the other.
 * @throws HopperError wrong_credentials, after which there is no session
 */
export async function signIn(deps: AccountDeps, form: SignInForm, user: ProvedUser, token: string): Promise<SignedIn> {
  if (form.presentedToken !== undefined) await endSessionOf(deps.sessions, form.presentedToken);
  const { userAgent, ip, now } = form;
  const { userId, email, passwordChangedAt } = user;
  await openSession(deps.sessions, { token, sessionId: deps.newSessionId(), userId, userAgent, ip, now });
  const present = await deps.users.findCredentials(email);
  if (present?.userId !== userId || present.passwordChangedAt !== passwordChangedAt) {
    await endSessionOf(deps.sessions, token);
    throw new HopperError('wrong_credentials');
  }
  return { user, token };
}
