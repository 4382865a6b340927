import { createHash } from 'node:crypto';

/**
 * The same account of the same user is always the same row, so connecting again renews it.
 * @param use a platform's name, or `drive`: an account that is both is two rows
 */
export function connectionIdOf(userId: string, use: string, remoteId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([userId, use, remoteId]))
    .digest('hex')
    .slice(0, 26);
}
