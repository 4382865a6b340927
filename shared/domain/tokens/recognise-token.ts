import { hashOfSecret } from '../hash-of-secret.ts';
import type { TokenGrant } from './api-token.ts';
import type { TokenFinder } from './api-token-store.ts';

/** The last use is told to the hour, so that a busy program costs one write an hour. */
const touchAgainMilliseconds = 3600 * 1000;

/**
 * Who shows this token.
 * @param secret a well-formed one
 * @param now epoch milliseconds
 * @param onLost hears of a last use that could not be noted; the call goes on
 * @returns undefined for a token that is unknown, revoked or past its time
 */
export async function recogniseToken(
  tokens: TokenFinder,
  secret: string,
  now: number,
  onLost: (error: unknown) => void,
): Promise<TokenGrant | undefined> {
  const hash = hashOfSecret(secret);
  const grant = await tokens.find(hash);
  // DynamoDB removes rows some time after their end.
  if (!grant || grant.validUntil <= now) return undefined;
  const isDue = grant.lastUsedAt === null || grant.lastUsedAt <= now - touchAgainMilliseconds;
  if (isDue) await tokens.touch(hash, now).catch(onLost);
  return grant;
}
