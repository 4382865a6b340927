import type { Grant } from './grant.ts';
import type { TokenVault } from './token-vault.ts';

/** The refresh token of a grant that is renewed by one without. One that does not open is none. */
export async function openRefreshToken(
  vault: TokenVault,
  { ownerId, connectionId, tokens }: Pick<Grant, 'ownerId' | 'connectionId' | 'tokens'>,
): Promise<string | null> {
  const opened = await vault.open({ userId: ownerId, connectionId }, tokens).catch(() => undefined);
  return opened?.refreshToken ?? null;
}
