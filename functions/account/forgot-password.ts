import type { AccountEndpoint } from './endpoint.ts';

/**
 * Has a link sent that sets a new password. Whether anybody has the address is not looked up here: the mailer does, so that
 * neither answer nor time tell. An address that has had enough mails gets no more for a while, and nobody hears of that.
 */
export const forgotPassword: AccountEndpoint<'forgotPassword'> = async ({ body }, { sourceIp: ip, now }, deps) => {
  const { email } = body;
  if (await deps.mailThrottle.admit({ email, ip, now })) await deps.mails.add({ kind: 'reset_password', email });
  return { ok: true };
};
