import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { type PlatformSecrets, PlatformSecretsValue } from '../../domain/connections/platform-secrets.ts';

/** A changed value is noticed after this time. */
const cacheMilliseconds = 5 * 60_000;

/**
 * Reads the platform credentials from Parameter Store, at most once in five minutes per process.
 *
 * @param parameter name of a secure string; as long as nobody has put it there, no platform is set up
 */
export function createPlatformSecrets(parameter: string, now: () => number = Date.now): PlatformSecrets {
  const client = new SSMClient({});
  let cached: { value: Promise<PlatformSecretsValue>; until: number } | undefined;
  return {
    load() {
      if (cached && cached.until > now()) return cached.value;
      const value = fetchText(client, parameter).then(parseSecrets);
      cached = { value, until: now() + cacheMilliseconds };
      value.catch(() => {
        cached = undefined;
      });
      return value;
    },
  };
}

async function fetchText(client: SSMClient, Name: string): Promise<string> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return Parameter?.Value ?? '{}';
  } catch (error) {
    if (error instanceof ParameterNotFound) return '{}';
    throw error;
  }
}

/** Without the error's own words: they would quote the secret. */
function parseSecrets(text: string): PlatformSecretsValue {
  try {
    return PlatformSecretsValue.parse(JSON.parse(text));
  } catch {
    throw new Error('The parameter with the platform credentials is not a JSON object.');
  }
}
