import { changePassword as change } from '../../shared/domain/accounts/change-password.ts';
import { resetPassword as reset } from '../../shared/domain/accounts/reset-password.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toSessionOf } from './signed-in-answer.ts';
import { toBrowserCall } from './to-browser-call.ts';

/** Changes the password, and ends all sessions but this one, API tokens where that is wished. */
export const changePassword: AuthEndpoint<'changePassword'> = async ({ body }, context, deps) => {
  const { current_password: current, new_password: next, end_tokens: endsTokens } = body;
  const { token, ended, endedTokens } = await change(deps, toBrowserCall(context), { current, next, endsTokens });
  return { body: { ended, ended_tokens: endedTokens }, session: toSessionOf(token) };
};

/** Sets a password by the link of a mail. */
export const resetPassword: AuthEndpoint<'resetPassword'> = async ({ body }, context, deps) => {
  await reset(deps, { secret: body.token, password: body.password, endsTokens: body.end_tokens }, context);
  return { body: { ok: true }, session: 'end' };
};
