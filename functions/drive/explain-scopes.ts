import { consentOptions } from '../../shared/domain/drive/drive-consent.ts';
import type { DriveEndpoint } from './endpoint.ts';

/** What Google will ask for, and why. */
export const explainDriveScopes: DriveEndpoint<'explainDriveScopes'> = async () => ({
  scopes: consentOptions.map(({ kind, deleteSource, scope, why }) => ({
    kind,
    delete_source: deleteSource,
    scope,
    why,
  })),
});
