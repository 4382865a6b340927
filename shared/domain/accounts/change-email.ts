import { noteEvent } from '../audit/note-event.ts';
import type { BrowserCall, CredentialDeps } from './credential-deps.ts';
import { acceptProof, provePassword } from './prove-password.ts';
import { tooManyTries } from './too-many-tries.ts';

/** When another mail may go to an address that has had enough, roughly: the limit itself tells no more. */
const laterMs = 10 * 60_000;

/**
 * Has a link sent to the address that a signed-in user wants to have. Whether another account has it is not asked here: its
 * owner will read that somebody wanted to.
 * @throws HopperError wrong_credentials, too_many_requests
 */
export async function changeEmail(
  deps: CredentialDeps,
  call: BrowserCall,
  wish: { readonly password: string; readonly newEmail: string },
): Promise<void> {
  const proved = await provePassword(deps, call, wish.password);
  await acceptProof(deps, proved, call);
  const { userId, newEmail } = { userId: call.userId, newEmail: wish.newEmail };
  if (newEmail === proved.credentials.email) return;
  if (!(await deps.mailThrottle.admit({ email: newEmail, ip: call.sourceIp, now: call.now }))) {
    throw tooManyTries(laterMs);
  }
  await deps.mails.add({ kind: 'confirm_new_email', userId, newEmail });
  await noteEvent(deps, userId, 'email_change_asked', call, newEmail);
}
