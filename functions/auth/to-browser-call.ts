import type { BrowserCall } from '../../shared/domain/accounts/credential-deps.ts';
import type { BrowserContext } from '../../shared/http/endpoint.ts';

/** Who calls, from where. */
export function toBrowserCall({ caller, sessionToken, sourceIp, userAgent, now }: BrowserContext): BrowserCall {
  return { userId: caller.userId, sessionToken, sourceIp, userAgent, now };
}
