import { askRegistration } from '../../shared/domain/accounts/registration.ts';
import type { AuthEndpoint } from './endpoint.ts';

/** Whether there is any use in a form for new accounts. */
export const getRegistration: AuthEndpoint<'getRegistration'> = async (_input, _context, deps) => ({
  registration: await askRegistration(deps),
});
