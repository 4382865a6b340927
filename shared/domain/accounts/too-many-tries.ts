import { HopperError } from '../hopper-error.ts';

/** The refusal that says how long to wait. */
export function tooManyTries(waitMilliseconds: number): HopperError {
  return new HopperError('too_many_requests', `Too many tries. Try again in ${inWords(waitMilliseconds)}.`, {
    retryAfterSeconds: waitMilliseconds / 1000,
  });
}

function inWords(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
