import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** Has a link sent that sets a new password. */
export const forgotPassword: AccountEndpoint<'forgotPassword'> = async () => {
  throw new HopperError('unavailable');
};
