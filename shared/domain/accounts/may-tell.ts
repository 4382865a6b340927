import type { CredentialDeps } from './credential-deps.ts';
import type { User } from './user.ts';

/**
 * Whether a mail about an account that nobody has asked for may go to its address: anybody can type in the address of
 * somebody else, again and again, and close or move the account each time.
 */
export async function mayTell(
  { mailThrottle }: Pick<CredentialDeps, 'mailThrottle'>,
  { email, emailVerifiedAt }: User,
  now: number,
): Promise<boolean> {
  return emailVerifiedAt !== null || mailThrottle.admitAddress({ email, now });
}
