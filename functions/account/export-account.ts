import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** Everything that is kept about the caller. */
export const exportAccount: AccountEndpoint<'exportAccount'> = async () => {
  throw new HopperError('unavailable');
};
