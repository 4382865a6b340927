import { mayTell } from '../../shared/domain/accounts/may-tell.ts';
import { register as registerUser } from '../../shared/domain/accounts/register.ts';
import type { User } from '../../shared/domain/accounts/user.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthDeps, AuthEndpoint } from './endpoint.ts';
import { toSignedInAnswer, toSignInForm } from './signed-in-answer.ts';

/** Creates an account and signs in. */
export const register: AuthEndpoint<'register'> = async ({ body }, context, deps) => {
  const signedIn = await registerUser(deps, toSignInForm(body, context));
  const { userId } = signedIn.user;
  await sendVerification(deps, signedIn.user, context.now).catch(deps.onMailLost);
  await noteEvent(deps, userId, 'registered', context);
  return toSignedInAnswer(signedIn);
};

/** Who gets none, because there were enough, can have it sent from the page later. */
async function sendVerification(deps: AuthDeps, user: User, now: number): Promise<void> {
  const { userId, email } = user;
  if (await mayTell(deps, user, now)) await deps.mails.add({ kind: 'verify_email', userId, email });
}
