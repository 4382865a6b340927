import { HopperError } from '../hopper-error.ts';
import type { UserStore } from './user-store.ts';

/** Who may make an account; a list names domains and whole addresses in lower case. */
export type Registration = 'open' | 'first' | 'closed' | readonly string[];

/** What is asked before a form is shown. `listed`: of those whose address was named before. */
export type RegistrationAnswer = 'open' | 'listed' | 'closed';

export interface RegistrationDeps {
  readonly registration: Registration;
  readonly users: Pick<UserStore, 'hasFirst'>;
}

/** Whether anybody may make an account just now. */
export async function askRegistration({ registration, users }: RegistrationDeps): Promise<RegistrationAnswer> {
  if (registration === 'first') return (await users.hasFirst()) ? 'closed' : 'open';
  return typeof registration === 'string' ? registration : 'listed';
}

/**
 * Refuses who may not make an account, without a look at who has one: the answer is the same for known and unknown addresses.
 * @throws HopperError registration_closed
 */
export async function assertMayRegister(deps: RegistrationDeps, email: string): Promise<void> {
  const { registration } = deps;
  const isAllowed =
    typeof registration === 'string' ? (await askRegistration(deps)) === 'open' : isListed(registration, email);
  if (!isAllowed) throw new HopperError('registration_closed');
}

function isListed(list: readonly string[], email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return list.includes(email) || list.includes(domain);
}
