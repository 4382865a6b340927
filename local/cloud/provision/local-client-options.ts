import { localCredentials } from '../host/local-credentials.ts';
import { localRegion } from '../json-service/local-account.ts';

/** Options of any AWS SDK client that is to talk to a local service. */
export function localClientOptions(endpoint: string) {
  // A copy: the SDK writes notes of its own into the object.
  return { endpoint, region: localRegion, credentials: { ...localCredentials } };
}
