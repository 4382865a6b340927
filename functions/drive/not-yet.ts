import { HopperError } from '../../shared/domain/hopper-error.ts';

/** Stands in for an endpoint that is being built. */
export function notYet(): never {
  throw new HopperError('unavailable');
}
