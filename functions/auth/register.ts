import { mayTell } from '../../shared/domain/accounts/may-tell.ts';
import { register as registerUser } from '../../shared/domain/accounts/register.ts';
import type { User } from '../../shared/domain/accounts/user.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthDeps, AuthEndpoint } from './endpoint.ts';
import { toSessionOf, toSignInForm, toUserBody } from './signed-in-answer.ts';

/** Creates an account and signs in, where nothing has to be proved before. */
export const register: AuthEndpoint<'register'> = async ({ body }, context, deps) => {
  const { user, token } = await registerUser(deps, toSignInForm(body, context));
  await sendVerification(deps, user, context.now).catch(deps.onMailLost);
  await noteEvent(deps, user.userId, 'registered', context);
  return {
    body: { user: toUserBody(user), proof_needed: token === undefined },
    session: token === undefined ? 'end' : toSessionOf(token),
  };
};

/** Who gets none, because there were enough, can have it sent from the page later. */
async function sendVerification(deps: AuthDeps, user: User, now: number): Promise<void> {
  const { userId, email } = user;
  if (await mayTell(deps, user, now)) await deps.mails.add({ kind: 'verify_email', userId, email });
}
