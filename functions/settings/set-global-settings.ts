import { changeSettings } from '../../shared/domain/settings/change-settings.ts';
import { assertPlannable } from '../../shared/domain/settings/check-global.ts';
import { assertIfMatch, etagOfBody } from '../../shared/http/etag.ts';
import type { SettingsEndpoint } from './endpoint.ts';

/** Sets any of the settings for all platforms. */
export const setGlobalSettings: SettingsEndpoint<'setGlobalSettings'> = ({ body }, { caller, ifMatch, now }, deps) =>
  changeSettings(deps.settings, caller.userId, 'global', (current) => {
    assertIfMatch(ifMatch, etagOfBody(current));
    assertPlannable(current, body, now);
    return body;
  });
