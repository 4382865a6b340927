import { changePassword as change } from '../../shared/domain/accounts/change-password.ts';
import { resetPassword as reset } from '../../shared/domain/accounts/reset-password.ts';
import { absoluteMilliseconds } from '../../shared/domain/accounts/session.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toBrowserCall } from './to-browser-call.ts';

/** Changes the password, and ends all sessions but this one. */
export const changePassword: AuthEndpoint<'changePassword'> = async ({ body }, context, deps) => {
  const { current_password: current, new_password: next } = body;
  const { token, ended } = await change(deps, toBrowserCall(context), { current, next });
  return { body: { ended }, session: { token, maxAgeSeconds: absoluteMilliseconds / 1000 } };
};

/** Sets a password by the link of a mail. */
export const resetPassword: AuthEndpoint<'resetPassword'> = async ({ body }, context, deps) => {
  await reset(deps, { secret: body.token, password: body.password }, context);
  return { body: { ok: true }, session: 'end' };
};
