import type { PlatformName } from '../../shared/contract/platform-names.ts';
import type { DestinationFacts } from '../../shared/domain/platforms/platform-rules.ts';
import { changeSettings } from '../../shared/domain/settings/change-settings.ts';
import { assertAllowed } from '../../shared/domain/settings/check-platform.ts';
import type { SettingsOf } from '../../shared/domain/settings/load-settings.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import { assertIfMatch, etagOfBody } from '../../shared/http/etag.ts';
import type { Deps } from './deps.ts';

/** The endpoint that sets any of a platform's settings, unless the platform or the user's account there would refuse them. */
export function setPlatformSettings<Platform extends PlatformName>(platform: Platform) {
  return async (
    { body }: { readonly body: Partial<SettingsOf<Platform>> },
    { caller, ifMatch }: SignedInContext,
    deps: Deps,
  ): Promise<SettingsOf<Platform>> => {
    const destination = await findDestination(deps, caller.userId, platform);
    return changeSettings(deps.settings, caller.userId, platform, (current) => {
      assertIfMatch(ifMatch, etagOfBody(current));
      assertAllowed(deps.rules[platform], current, body, destination);
      return body;
    });
  };
}

/** The account that settings are checked against: the platform's default one. */
async function findDestination(
  { connections }: Pick<Deps, 'connections'>,
  ownerId: string,
  platform: PlatformName,
): Promise<DestinationFacts | null> {
  const account = (await connections.list(ownerId, platform)).find(({ isDefault }) => isDefault);
  return account ? { variant: account.variant, capabilities: account.capabilities } : null;
}
