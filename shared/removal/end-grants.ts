import type { OAuthClient } from '../domain/connections/oauth-provider.ts';
import type { SealedTokens } from '../domain/connections/sealed-tokens.ts';
import { add, type Phase } from './phase.ts';
import type { RemovalDeps } from './removal-deps.ts';

/** A platform may take this long to end a grant; then the receipt says that it has not. */
const patienceMs = 10_000;

interface HeldGrant {
  readonly ownerId: string;
  readonly connectionId: string;
  readonly tokens: SealedTokens;
}

/**
 * Ends every grant at its platform, then forgets it. All of a user's grants at Google end, so it is no harm that Google ends
 * them together. A platform that does not answer, or one that nobody can ask any more, keeps nobody: the row goes, and with it
 * the only tokens.
 */
export const endGrants: Phase = async (deps, { userId }, { counts }, endsAt) => {
  for (const connection of await deps.connections.list(userId)) {
    await end(deps, connection, () => deps.providerOf(connection), counts);
    await deps.connections.remove(userId, connection.connectionId);
    if (deps.clock.now() > endsAt) return { lookAt: deps.clock.now() };
  }
  for (const account of await deps.accounts.list(userId)) {
    await end(deps, account, () => deps.driveOAuth, counts);
    await deps.rows.removeDriveAccount(userId, account.connectionId);
    if (deps.clock.now() > endsAt) return { lookAt: deps.clock.now() };
  }
  return 'done';
};

async function end(
  { vault, log }: RemovalDeps,
  { ownerId: userId, connectionId, tokens }: HeldGrant,
  clientOf: () => Pick<OAuthClient, 'revoke'>,
  counts: Record<string, number>,
): Promise<void> {
  const revoke = async () => clientOf().revoke(await vault.open({ userId, connectionId }, tokens));
  try {
    await Promise.race([revoke(), gaveUp()]);
    add(counts, 'grants_ended');
  } catch (error) {
    log.warn('grant not ended at its platform', { connectionId, error });
    add(counts, 'grants_not_ended');
  }
}

function gaveUp(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('The platform took too long.')), patienceMs).unref();
  });
}
