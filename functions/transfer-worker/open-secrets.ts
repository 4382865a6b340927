import { createPlatformSecrets } from '../../shared/adapters/secrets/platform-secrets.ts';
import { readEnv } from '../../shared/config/env.ts';
import type { PlatformSecrets } from '../../shared/domain/connections/platform-secrets.ts';

/** In a file of its own, which is loaded when tokens are asked for: most calls have valid ones. */
export function openSecrets(): PlatformSecrets {
  return createPlatformSecrets(readEnv('PLATFORM_SECRETS_PARAMETER').PLATFORM_SECRETS_PARAMETER);
}
