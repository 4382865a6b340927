import { HopperError } from '../hopper-error.ts';
import type { AccountDeps } from './account-deps.ts';
import type { BrowserCall } from './credential-deps.ts';
import type { LoginTicket } from './login-throttle.ts';
import { normalizePassword } from './password-rules.ts';
import type { Credentials } from './user.ts';

export interface Proved {
  readonly credentials: Credentials;
  /** For `loginThrottle.accept`: gives back what the try was charged. */
  readonly ticket: LoginTicket;
}

/**
 * Asks a signed-in user for the password once more: whoever finds a browser open is not the owner. Tries are counted with
 * those of logging in.
 * @throws HopperError wrong_credentials, too_many_requests, unauthenticated where the user is gone
 */
export async function provePassword(deps: AccountDeps, call: BrowserCall, password: string): Promise<Proved> {
  const user = await deps.users.find(call.userId);
  if (!user) throw new HopperError('unauthenticated');
  const { sourceIp: ip, sessionToken: presentedToken, now } = call;
  const ticket = await deps.loginThrottle.admit({ email: user.email, ip, presentedToken, now });
  const credentials = await deps.users.findCredentials(user.email);
  const isRight = await deps.passwords.verify(normalizePassword(password), credentials?.passwordHash);
  if (!isRight || credentials?.userId !== call.userId) {
    throw new HopperError('wrong_credentials', 'The password is wrong.');
  }
  return { credentials, ticket };
}

/** Gives back what a try was charged where the session stays the one it is. */
export function acceptProof(deps: AccountDeps, { ticket }: Proved, { sessionToken }: BrowserCall): Promise<void> {
  const { presentedToken: _same, ...attempt } = ticket.attempt;
  return deps.loginThrottle.accept({ ...ticket, attempt }, sessionToken);
}
