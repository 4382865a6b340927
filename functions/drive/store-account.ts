import { connectionIdOf } from '../../shared/domain/connections/connection-id.ts';
import type { GrantedTokens } from '../../shared/domain/connections/oauth-provider.ts';
import { openRefreshToken } from '../../shared/domain/connections/open-refresh-token.ts';
import type { DriveAccount } from '../../shared/domain/drive/drive-account.ts';
import type { DriveAbout } from '../../shared/domain/drive/drive-api.ts';
import { handOverMilliseconds } from '../../shared/domain/drive/drive-consent.ts';
import { mayChangeFiles } from '../../shared/domain/drive/drive-scopes.ts';
import { driveSessionMilliseconds } from '../../shared/domain/drive/drive-session.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { ConsentDeps } from './consent-deps.ts';

/** A round is lost to another consent for the same account, or to a renewal of its tokens. */
const maxRounds = 4;

/**
 * Keeps a grant: a new account, or the renewed grant of one that is known. A grant that allows more and still works stays:
 * transfers may hang on it.
 * @param now epoch ms
 */
export async function storeDriveAccount(
  deps: ConsentDeps,
  userId: string,
  given: { readonly granted: GrantedTokens; readonly about: DriveAbout },
  now: number,
): Promise<DriveAccount> {
  const { granted, about } = given;
  const connectionId = connectionIdOf(userId, 'drive', about.permissionId);
  const neededUntil = now + handOverMilliseconds + driveSessionMilliseconds;
  for (let round = 1; round <= maxRounds; round += 1) {
    const earlier = await deps.accounts.find(userId, connectionId);
    if (earlier && !mayChangeFiles(granted.scopes) && (await stillAllowsMore(deps, earlier))) {
      if (await deps.accounts.need(userId, connectionId, neededUntil)) return earlier;
      continue;
    }
    const tokens = {
      accessToken: granted.accessToken,
      // Google may give none the second time, which means the first one to be kept.
      refreshToken: granted.refreshToken ?? (earlier ? await openRefreshToken(deps.vault, earlier) : null),
    };
    const account: DriveAccount = {
      ownerId: userId,
      connectionId,
      remoteId: about.permissionId,
      variant: null,
      email: about.email,
      name: about.name,
      avatarUrl: about.photoUrl,
      state: 'connected',
      tokens: await deps.vault.seal({ userId, connectionId }, tokens),
      accessExpiresAt: now + granted.expiresInSeconds * 1000,
      renewAt: null,
      scopes: [...granted.scopes],
      // Never a number of an earlier life of this account: a worker that still holds its tokens must not touch these.
      tokenVersion: Math.max(earlier?.tokenVersion ?? 0, now) + 1,
      refreshLeaseUntil: 0,
      neededUntil: Math.max(earlier?.neededUntil ?? 0, neededUntil),
      connectedAt: earlier?.connectedAt ?? now,
    };
    if (await deps.accounts.put(account, earlier?.tokenVersion ?? 0)) return account;
  }
  throw new HopperError('unavailable');
}

/** Google is asked: what was revoked there is known here only when it is used. Without a definite no it works. */
async function stillAllowsMore(deps: ConsentDeps, earlier: DriveAccount): Promise<boolean> {
  if (earlier.state !== 'connected' || !mayChangeFiles(earlier.scopes)) return false;
  try {
    await deps.drive(earlier).about();
    return true;
  } catch (error) {
    if (error instanceof PlatformError) return error.kind !== 'reauthorize';
    throw error;
  }
}
