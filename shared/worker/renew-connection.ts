import type { AccessTokens } from '../domain/connections/access-token.ts';
import type { Renewal } from '../domain/connections/renewal.ts';
import { PlatformError } from '../domain/posts/publisher.ts';
import type { WorkerLog } from './worker-log.ts';

export interface RenewDeps {
  readonly accessTokens: (renewal: Renewal) => AccessTokens;
  readonly log: WorkerLog;
}

/**
 * Renews a grant that nobody uses, by asking for its token as a post would: with single flight, and stored before anything
 * else. A refusal for good leaves the connection in `reconnect`; after any other failure the sweeper asks again.
 */
export async function renewConnection({ accessTokens, log }: RenewDeps, renewal: Renewal): Promise<void> {
  try {
    await accessTokens(renewal).get();
    log.info('grant looked at', { ...renewal });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    log.warn('grant not renewed', { ...renewal, error });
  }
}
