import { register as registerUser } from '../../shared/domain/accounts/register.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toSignedInAnswer, toSignInForm } from './signed-in-answer.ts';

/** Creates an account and signs in. */
export const register: AuthEndpoint<'register'> = async ({ body }, context, deps) => {
  const signedIn = await registerUser(deps, toSignInForm(body, context));
  const { userId, email } = signedIn.user;
  await deps.mails.add({ kind: 'verify_email', userId, email }).catch(deps.onMailLost);
  await noteEvent(deps, userId, 'registered', context);
  return toSignedInAnswer(signedIn);
};
