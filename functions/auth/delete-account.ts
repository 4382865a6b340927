import { closeAccount } from '../../shared/domain/accounts/close-account.ts';
import type { AuthEndpoint } from './endpoint.ts';
import { toBrowserCall } from './to-browser-call.ts';

/** Closes the caller's account and has everything in it removed. */
export const deleteAccount: AuthEndpoint<'deleteAccount'> = async ({ body }, context, deps) => {
  const receipt = await closeAccount(deps, toBrowserCall(context), body.password);
  return { body: { receipt }, session: 'end' };
};
