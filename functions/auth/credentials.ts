import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { AuthEndpoint } from './endpoint.ts';

const notYet = async () => {
  throw new HopperError('unavailable');
};

export const changePassword: AuthEndpoint<'changePassword'> = notYet;
export const resetPassword: AuthEndpoint<'resetPassword'> = notYet;
export const changeEmail: AuthEndpoint<'changeEmail'> = notYet;
export const confirmEmail: AuthEndpoint<'confirmEmail'> = notYet;
export const deleteAccount: AuthEndpoint<'deleteAccount'> = notYet;
