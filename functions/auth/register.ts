import { register as registerUser } from '../../shared/domain/accounts/register.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toSignedInAnswer, toSignInForm } from './signed-in-answer.ts';

/** Creates an account and signs in. */
export const register: AuthEndpoint<'register'> = async ({ body }, context, deps) =>
  toSignedInAnswer(await registerUser(deps, toSignInForm(body, context)));
