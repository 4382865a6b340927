import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type PlatformSecrets, PlatformSecretsValue } from '../../domain/connections/platform-secrets.ts';

/** A rotated secret is noticed after this time. */
const cacheMilliseconds = 5 * 60_000;

/** Reads the platform credentials from Secrets Manager, at most once in five minutes per process. */
export function createPlatformSecrets(secretId: string, now: () => number = Date.now): PlatformSecrets {
  const client = new SecretsManagerClient({});
  let cached: { value: Promise<PlatformSecretsValue>; until: number } | undefined;
  const fetchValue = async () => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return parseSecret(answer.SecretString ?? '{}');
  };
  return {
    load() {
      if (cached && cached.until > now()) return cached.value;
      const value = fetchValue();
      cached = { value, until: now() + cacheMilliseconds };
      value.catch(() => {
        cached = undefined;
      });
      return value;
    },
  };
}

/** Without the error's own words: they would quote the secret. */
function parseSecret(text: string): PlatformSecretsValue {
  try {
    return PlatformSecretsValue.parse(JSON.parse(text));
  } catch {
    throw new Error('The secret with the platform credentials is not a JSON object.');
  }
}
