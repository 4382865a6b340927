import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AccountEndpoint } from './endpoint.ts';

/** What happened to the security of the account. */
export const listAudit: AccountEndpoint<'listAudit'> = async () => {
  throw new HopperError('unavailable');
};
