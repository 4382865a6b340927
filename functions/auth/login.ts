import { logIn } from '../../shared/domain/accounts/log-in.ts';
import { noteEvent } from '../../shared/domain/audit/note-event.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toSignedInAnswer, toSignInForm } from './signed-in-answer.ts';

/** Signs in. */
export const login: AuthEndpoint<'login'> = async ({ body }, context, deps) => {
  const signedIn = await logIn(deps, toSignInForm(body, context));
  await noteEvent(deps, signedIn.user.userId, 'signed_in', context);
  return toSignedInAnswer(signedIn);
};
