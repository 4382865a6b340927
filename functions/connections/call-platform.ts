import type { Connection } from '../../shared/domain/connections/connection.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { Deps } from './deps.ts';
import { toHopperError } from './to-hopper-error.ts';

/**
 * Asks a platform something in the name of an account. A token that is refused is renewed once; a grant that is dead is
 * marked, so that everybody knows.
 * @throws HopperError reconnect_needed, too_many_requests, platform_error, not_set_up
 */
export async function callPlatform<T>(
  deps: Deps,
  connection: Connection,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  const tokens = deps.accessTokens(connection);
  try {
    const token = await tokens.get();
    return await call(token).catch(async (error: unknown) => {
      if (!isDead(error)) throw error;
      return call(await tokens.get(token));
    });
  } catch (error) {
    if (isDead(error)) await tokens.giveUp();
    throw toHopperError(error);
  }
}

function isDead(error: unknown): boolean {
  return error instanceof PlatformError && error.kind === 'reauthorize';
}
