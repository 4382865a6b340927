import type { OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { Tokens } from '../../shared/domain/connections/sealed-tokens.ts';
import { hasOtherGoogleGrants } from '../../shared/domain/drive/google-grants.ts';
import type { Deps } from './deps.ts';

/**
 * Ends a grant at its platform, unless other things that the user has granted would end with it.
 * @param of the user, and the connection that the grant is of, if it is stored
 * @returns whether the platform has confirmed the end
 */
export async function revokeAlone(
  deps: Pick<Deps, 'connections' | 'accounts'>,
  provider: OAuthProvider,
  tokens: Tokens,
  of: { readonly userId: string; readonly connectionId?: string },
): Promise<boolean> {
  if (provider.revokesEverything && (await hasOtherGoogleGrants(deps, of.userId, of.connectionId))) return false;
  await provider.revoke(tokens);
  return true;
}
