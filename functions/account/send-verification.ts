import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** Has the mail sent again that proves the address. */
export const sendVerification: AccountEndpoint<'sendVerification'> = async () => {
  throw new HopperError('unavailable');
};
