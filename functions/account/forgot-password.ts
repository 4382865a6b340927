import { maxUserAgentLength } from '../../shared/domain/audit/note-event.ts';
import type { AccountEndpoint } from './endpoint.ts';

/**
 * Has a link sent that sets a new password. Whether anybody has the address is not looked up here: the mailer does, so that
 * neither answer nor time tell. An address that has had enough mails gets no more for a while, and nobody hears of that.
 */
export const forgotPassword: AccountEndpoint<'forgotPassword'> = async ({ body }, context, deps) => {
  const { email } = body;
  const { sourceIp, userAgent, now } = context;
  if (await deps.mailThrottle.admit({ email, ip: sourceIp, now })) {
    await deps.mails.add({
      kind: 'reset_password',
      email,
      asked: { sourceIp, userAgent: userAgent.slice(0, maxUserAgentLength) },
    });
  }
  return { ok: true };
};
