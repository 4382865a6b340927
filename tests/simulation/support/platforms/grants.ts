import type { GrantedTokens } from '../../../../shared/domain/connections/oauth-provider.ts';
import type { Tokens } from '../../../../shared/domain/connections/sealed-tokens.ts';
import { PlatformError } from '../../../../shared/domain/posts/publisher.ts';
import type { VirtualClock } from '../../../support/virtual-clock.ts';
import type { Random } from '../seeded-random.ts';

interface Grant {
  refreshToken: string;
  revoked: boolean;
}

/** A platform's token endpoint. */
export interface Grants {
  /** The user allows Hopper to post. */
  connect(account: string): Tokens & { readonly accessExpiresAt: number };
  /** The user takes that back. */
  revoke(account: string): void;
  refresh(refreshToken: string): GrantedTokens;
  /** Whose token this is, as long as it is valid. */
  accountOf(accessToken: string | undefined): string | undefined;
}

interface GrantOptions {
  readonly accessSeconds: number;
  /** Each refresh token works once; a used one ends the whole grant. */
  readonly rotates: boolean;
  /** Chance that an answer gets lost, before or after its effect. */
  readonly trouble: () => number;
}

export function createGrants(world: VirtualClock, random: Random, options: GrantOptions): Grants {
  const grants = new Map<string, Grant>();
  const owners = new Map<string, string>();
  const access = new Map<string, { account: string; until: number }>();
  let made = 0;

  function issue(account: string): string {
    const token = `access-${++made}`;
    access.set(token, { account, until: world.now() + options.accessSeconds * 1000 });
    return token;
  }

  function renewRefreshToken(account: string): string {
    const refreshToken = `refresh-${++made}`;
    grants.set(account, { refreshToken, revoked: false });
    owners.set(refreshToken, account);
    return refreshToken;
  }

  function revoke(account: string): void {
    const grant = grants.get(account);
    if (grant) grant.revoked = true;
    for (const [token, owner] of access) if (owner.account === account) access.delete(token);
  }

  return {
    connect(account) {
      revoke(account);
      const refreshToken = renewRefreshToken(account);
      return { accessToken: issue(account), refreshToken, accessExpiresAt: world.now() + options.accessSeconds * 1000 };
    },
    revoke,
    refresh(refreshToken) {
      if (random() < options.trouble()) throw noAnswer();
      const account = owners.get(refreshToken);
      const grant = grants.get(account ?? '');
      if (account === undefined || !grant || grant.revoked) throw refused();
      if (grant.refreshToken !== refreshToken) {
        revoke(account);
        throw refused();
      }
      const next = options.rotates ? renewRefreshToken(account) : null;
      const accessToken = issue(account);
      if (random() < options.trouble()) throw noAnswer();
      return { accessToken, refreshToken: next, expiresInSeconds: options.accessSeconds, scopes: [] };
    },
    accountOf(accessToken) {
      const known = access.get(accessToken ?? '');
      return known && known.until > world.now() ? known.account : undefined;
    },
  };
}

function noAnswer(): PlatformError {
  return new PlatformError('transient', 'no_answer', 'No answer came.');
}

function refused(): PlatformError {
  return new PlatformError('reauthorize', 'invalid_grant', 'Connect again.');
}
