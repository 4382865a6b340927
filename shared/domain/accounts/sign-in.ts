import type { AccountDeps, SignInForm } from './account-deps.ts';
import { endSessionOf, openSession } from './sessions.ts';
import type { User } from './user.ts';

export interface SignedIn {
  readonly user: User;
  /** For the cookie; it is stored nowhere and cannot be read again. */
  readonly token: string;
}

/**
 * Puts a new session in the place of the one that the browser brought along, whoever's it was: a cookie that somebody
 * planted is worth nothing after the login.
 */
export async function signIn(deps: AccountDeps, form: SignInForm, user: User, token: string): Promise<SignedIn> {
  if (form.presentedToken !== undefined) await endSessionOf(deps.sessions, form.presentedToken);
  const { userAgent, ip, now } = form;
  await openSession(deps.sessions, {
    token,
    sessionId: deps.newSessionId(),
    userId: user.userId,
    userAgent,
    ip,
    now,
  });
  return { user, token };
}
