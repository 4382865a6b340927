import type { PlatformName } from '../../contract/platform-names.ts';
import type { OAuthClient } from './oauth-provider.ts';

/** A token of its first day may not be renewed everywhere. */
const soonestMs = 24 * 60 * 60_000;

/**
 * When a grant that was just given or renewed has to be renewed even if nobody uses it, so that it does not end by itself.
 * @param now when it was given, epoch ms
 * @returns epoch ms; null where a grant that is not used never ends
 */
export function renewalTimeOf(
  { refreshAheadSeconds, renewIdleAfterSeconds }: Pick<OAuthClient, 'refreshAheadSeconds' | 'renewIdleAfterSeconds'>,
  accessExpiresAt: number,
  now: number,
): number | null {
  const times = [
    ...(refreshAheadSeconds ? [accessExpiresAt - refreshAheadSeconds * 1000] : []),
    ...(renewIdleAfterSeconds ? [now + renewIdleAfterSeconds * 1000] : []),
  ];
  return times.length === 0 ? null : Math.max(now + soonestMs, Math.min(...times));
}

/** A grant that is to be renewed because nobody uses it. */
export interface Renewal {
  readonly ownerId: string;
  readonly connectionId: string;
  readonly platform: PlatformName;
}

/** Asks somebody who may open tokens to renew a grant. Like every hint it may be lost, doubled or late. */
export interface RenewalQueue {
  ask(renewal: Renewal): Promise<void>;
}
