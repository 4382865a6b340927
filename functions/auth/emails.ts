import { changeEmail as change } from '../../shared/domain/accounts/change-email.ts';
import { confirmEmail as confirm } from '../../shared/domain/accounts/confirm-email.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toBrowserCall } from './to-browser-call.ts';

/** Has a link sent to the address that the caller wants to have. */
export const changeEmail: AuthEndpoint<'changeEmail'> = async ({ body }, context, deps) => {
  await change(deps, toBrowserCall(context), { password: body.password, newEmail: body.new_email });
  return { ok: true };
};

/** Proves an address by the link of a mail. */
export const confirmEmail: AuthEndpoint<'confirmEmail'> = async ({ body }, context, deps) => ({
  email: await confirm(deps, { secret: body.token, caller: context.caller }, context),
});
