import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** Has the mail sent again that proves the address. */
export const sendVerification: AccountEndpoint<'sendVerification'> = async (_input, context, deps) => {
  const { caller, sourceIp: ip, now } = context;
  const user = await deps.users.find(caller.userId);
  if (!user) throw new HopperError('unauthenticated');
  const { userId, email, emailVerifiedAt } = user;
  if (emailVerifiedAt !== null) return { ok: true };
  if (!(await deps.mailThrottle.admit({ email, ip, now }))) {
    throw new HopperError('too_many_requests', 'Mails were sent already. Look for them, or try again in ten minutes.', {
      retryAfterSeconds: 600,
    });
  }
  await deps.mails.add({ kind: 'verify_email', userId, email });
  return { ok: true };
};
