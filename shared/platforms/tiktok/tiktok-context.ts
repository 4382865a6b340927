import type * as z from 'zod';
import { PlatformError, type PublishStep } from '../../domain/posts/publisher.ts';
import type { Send } from '../send.ts';
import type { TiktokAddresses } from './addresses.ts';
import { type ApiCall, callApi } from './call-api.ts';

/** What every call of a step uses. */
export interface TiktokContext {
  readonly step: PublishStep;
  readonly send: Send;
  readonly addresses: TiktokAddresses;
}

/**
 * Runs calls with an access token; a token that is refused is renewed once, and the calls are repeated.
 * @param call may be repeated: a call whose token is refused has had no effect
 * @throws PlatformError
 */
export async function withAccess<T>({ step }: TiktokContext, call: (accessToken: string) => Promise<T>): Promise<T> {
  const token = await step.accessToken();
  try {
    return await call(token);
  } catch (error) {
    const isRefused = error instanceof PlatformError && error.causeCode === 'access_token_invalid';
    if (!isRefused) throw error;
    return call(await step.accessToken(token));
  }
}

/** Calls the API in the name of the account. @throws PlatformError */
export function callAuthorized<Schema extends z.ZodType>(
  context: TiktokContext,
  call: ApiCall<Schema>,
): Promise<z.infer<Schema>> {
  const { send, step } = context;
  return withAccess(context, (token) => callApi({ send, now: step.now, signal: step.signal }, token, call));
}
