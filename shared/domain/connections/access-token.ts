import { pause } from '../clock.ts';
import { PlatformError } from '../posts/publisher.ts';
import type { Connection } from './connection.ts';
import type { Grant } from './grant.ts';
import { type AccessTokenDeps, type KnownTokens, refreshLeaseMs, refreshTokens } from './refresh-tokens.ts';

/** A token is not handed out when it ends within this time: a request may take that long to begin. */
const marginMs = 60_000;
const waitForOthersMs = 250;

/** The access token of one grant, kept valid. @property account what callers need of the row behind it */
export interface AccessTokens<Account = Pick<Connection, 'remoteId' | 'variant' | 'circuit'>> {
  /**
   * A valid access token.
   * @param refused a token that the platform did not accept: another one is given
   * @throws PlatformError `reauthorize` when only the user can help, `transient` when another process is slow
   */
  get(refused?: string): Promise<string>;
  /** The platform refuses this grant for good: the user must connect again. */
  giveUp(): Promise<void>;
  /**
   * The account behind the grant.
   * @throws PlatformError `reauthorize` when the grant is gone
   */
  account(): Promise<Account>;
}

/**
 * Tokens of a grant with single flight across processes: one of them holds the refresh lease and refreshes, the
 * others wait and read what it has stored. New tokens are stored before they are used.
 */
export function createAccessTokens<G extends Grant>(
  deps: AccessTokenDeps<G>,
  ownerId: string,
  connectionId: string,
): AccessTokens<G> {
  const { clock, patienceMs = 2 * refreshLeaseMs } = deps;
  let known: KnownTokens<G> | undefined;
  /** The row as `account` has read it: good for the first token, which is asked for right after. */
  let justRead: G | undefined;
  let aheadMs: number | undefined;

  const isUsable = (tokens: KnownTokens<G>, refused?: string) =>
    tokens.accessToken !== refused && tokens.grant.accessExpiresAt - marginMs > clock.now();

  /** The end is near enough to renew, while there still is a token that can be renewed. */
  function isAging({ grant }: KnownTokens<G>): boolean {
    aheadMs ??= (deps.provider(grant.variant).refreshAheadSeconds ?? 0) * 1000;
    return grant.accessExpiresAt - aheadMs <= clock.now();
  }

  /** Unsealing is a call to KMS: tokens of a version that is known are not unsealed again. */
  async function read(): Promise<KnownTokens<G>> {
    const grant = justRead ?? (await deps.tokens.find(ownerId, connectionId));
    justRead = undefined;
    if (grant?.state !== 'connected') throw disconnected(grant);
    const isKnown = known?.grant.tokenVersion === grant.tokenVersion;
    const tokens = known && isKnown ? known : await deps.vault.open({ userId: ownerId, connectionId }, grant.tokens);
    known = { ...tokens, grant };
    return known;
  }

  /** Undefined when somebody else is at it, or has done it. */
  async function renew(stored: KnownTokens<G>): Promise<KnownTokens<G> | undefined> {
    if (stored.grant.refreshLeaseUntil > clock.now()) return undefined;
    const renewed = await refreshTokens(deps, stored);
    if (renewed) known = renewed;
    return renewed;
  }

  /** Before its time nothing depends on it: what fails is tried again with the next token that is asked for. */
  async function renewAhead(stored: KnownTokens<G>): Promise<KnownTokens<G>> {
    const renewed = await renew(stored).catch((error: unknown) => {
      if (error instanceof PlatformError && error.kind !== 'reauthorize') return undefined;
      throw error;
    });
    return renewed ?? stored;
  }

  return {
    async get(refused) {
      if (known && isUsable(known, refused) && !isAging(known)) return known.accessToken;
      const giveUpAt = clock.now() + patienceMs;
      while (clock.now() < giveUpAt) {
        const stored = await read();
        const isGood = isUsable(stored, refused);
        if (isGood && !isAging(stored)) return stored.accessToken;
        const renewed = isGood ? await renewAhead(stored) : await renew(stored);
        if (renewed) return renewed.accessToken;
        await pause(clock, waitForOthersMs);
      }
      throw new PlatformError('transient', 'token_refresh_busy', 'The access is being renewed.');
    },

    async giveUp() {
      if (known) await deps.tokens.markReconnect(known.grant);
    },

    async account() {
      if (known) return known.grant;
      justRead = await deps.tokens.find(ownerId, connectionId);
      if (!justRead) throw disconnected(justRead);
      return justRead;
    },
  };
}

function disconnected(grant: Grant | undefined): PlatformError {
  return grant
    ? new PlatformError('reauthorize', 'access_revoked', 'The access was revoked. Connect the account again.')
    : new PlatformError('reauthorize', 'disconnected', 'The account is not connected any more. Connect it again.');
}
