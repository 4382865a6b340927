import type { ConnectionStore } from '../connections/connection-store.ts';
import type { DriveAccountStore } from './drive-account-store.ts';

interface GrantStores {
  readonly connections: Pick<ConnectionStore, 'list'>;
  readonly accounts: Pick<DriveAccountStore, 'list'>;
}

/**
 * Whether a user has granted Hopper something else at Google. Google ends everything at once that one of its accounts has
 * granted to an application, YouTube and Drive alike, and Hopper does not know which channels and Drives are of the same
 * Google account: so nothing is revoked there while something else may hang on it.
 * @param except id of the grant that is to end
 * @see https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke
 */
export async function hasOtherGoogleGrants(
  { connections, accounts }: GrantStores,
  ownerId: string,
  except?: string,
): Promise<boolean> {
  const [channels, drives] = await Promise.all([connections.list(ownerId, 'youtube'), accounts.list(ownerId)]);
  return [...channels, ...drives].some(({ connectionId }) => connectionId !== except);
}
