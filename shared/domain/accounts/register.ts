import { HopperError } from '../hopper-error.ts';
import type { AccountDeps, SignInForm } from './account-deps.ts';
import { assertAcceptablePassword, normalizePassword } from './password-rules.ts';
import { type SignedIn, signIn } from './sign-in.ts';

/**
 * Creates an account and signs it in.
 *
 * @throws HopperError invalid_input for a bad password, too_many_requests, email_taken
 */
export async function register(deps: AccountDeps, form: SignInForm): Promise<SignedIn> {
  const { email, ip, now } = form;
  const password = normalizePassword(form.password);
  assertAcceptablePassword(password, email);
  await deps.registerThrottle.admit(ip, now);
  if (await deps.users.findCredentials(email)) throw new HopperError('email_taken');

  const passwordHash = await deps.passwords.hash(password);
  const user = { userId: deps.newUserId(), email, createdAt: now, emailVerifiedAt: null, passwordChangedAt: null };
  // Two forms may have got here at the same time.
  if (!(await deps.users.add({ ...user, passwordHash }))) throw new HopperError('email_taken');
  await deps.registerThrottle.refund(ip);
  const token = deps.newToken();
  await deps.loginThrottle.welcome(form, token);
  return signIn(deps, form, user, token);
}
