import { HopperError } from '../hopper-error.ts';
import type { AccountDeps, SignInForm } from './account-deps.ts';
import { assertAcceptablePassword, normalizePassword } from './password-rules.ts';
import { assertMayRegister } from './registration.ts';
import { signIn } from './sign-in.ts';
import type { User } from './user.ts';

/** A new account, and what its cookie gets: no token where the address has to be proved first. */
export interface Registered {
  readonly user: User;
  readonly token: string | undefined;
}

/**
 * Creates an account and signs it in. Who is let in for the sake of an address has to prove it first: anybody can type it in.
 *
 * @throws HopperError invalid_input for a bad password, too_many_requests, registration_closed, email_taken
 */
export async function register(deps: AccountDeps, form: SignInForm): Promise<Registered> {
  const { email, ip, now } = form;
  const { registration, users } = deps;
  const password = normalizePassword(form.password);
  assertAcceptablePassword(password, email);
  await deps.registerThrottle.admit(ip, now);
  await assertMayRegister(deps, email);
  if (await users.findCredentials(email)) throw new HopperError('email_taken');

  const passwordHash = await deps.passwords.hash(password);
  const mustProve = typeof registration !== 'string';
  const user = { userId: deps.newUserId(), email, createdAt: now, emailVerifiedAt: null, passwordChangedAt: null };
  // Two forms may have got here at the same time.
  if (!(await users.add({ ...user, mustProve, passwordHash }, registration === 'first'))) {
    await assertMayRegister(deps, email);
    throw new HopperError('email_taken');
  }
  await deps.registerThrottle.refund(ip);
  if (mustProve) return { user, token: undefined };
  const token = deps.newToken();
  await deps.loginThrottle.welcome(form, token);
  return signIn(deps, form, user, token);
}
