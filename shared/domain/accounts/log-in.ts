import { type AuditDeps, noteFailedSignIn } from '../audit/note-event.ts';
import { HopperError } from '../hopper-error.ts';
import type { AccountDeps, SignInForm } from './account-deps.ts';
import { normalizePassword } from './password-rules.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import type { Credentials } from './user.ts';

/**
 * Signs a user in. An unknown e-mail and a wrong password take the same steps: one charge, one read, one hash, one
 * note.
 *
 * @throws HopperError wrong_credentials, too_many_requests; email_unproved to who knows the password
 */
export async function logIn(deps: AccountDeps & AuditDeps, form: SignInForm): Promise<SignedIn> {
  const ticket = await deps.loginThrottle.admit(form);
  const credentials = await deps.users.findCredentials(form.email);
  const password = normalizePassword(form.password);
  const isRight = await deps.passwords.verify(password, credentials?.passwordHash);
  if (!credentials || !isRight) {
    const { ip: sourceIp, userAgent, now } = form;
    await noteFailedSignIn(deps, credentials?.userId, { sourceIp, userAgent, now });
    throw new HopperError('wrong_credentials');
  }

  if (credentials.mustProve && credentials.emailVerifiedAt === null) {
    await deps.loginThrottle.giveBack(ticket);
    throw new HopperError('email_unproved');
  }
  await renewHash(deps, credentials, password);
  const token = deps.newToken();
  await deps.loginThrottle.accept(ticket, token);
  return signIn(deps, form, credentials, token);
}

/** The clear password is only ever at hand here, so this is where hashes move on to newer parameters. */
async function renewHash(deps: AccountDeps, credentials: Credentials, password: string): Promise<void> {
  if (!deps.passwords.isOutdated(credentials.passwordHash)) return;
  await deps.users.replacePasswordHash(credentials, await deps.passwords.hash(password));
}
