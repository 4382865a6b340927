import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { codeOfRefusal } from '../../shared/http/code-of-refusal.ts';

/** What a caller of the API is told when a platform refuses; errors that are not a platform's stay as they are. */
export function toHopperError(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  return new HopperError(codeOfRefusal(error), error.userMessage, { cause: error });
}
