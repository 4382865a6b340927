import { logIn } from '../../shared/domain/accounts/log-in.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toSignedInAnswer, toSignInForm } from './signed-in-answer.ts';

/** Signs in. */
export const login: AuthEndpoint<'login'> = async ({ body }, context, deps) =>
  toSignedInAnswer(await logIn(deps, toSignInForm(body, context)));
