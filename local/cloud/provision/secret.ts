import { randomBytes } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';

const Properties = z.object({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({ SecretStringTemplate: z.string().optional(), GenerateStringKey: z.string().optional() })
    .optional(),
});
type Properties = z.infer<typeof Properties>;

async function findValue(client: SecretsManagerClient, SecretId: string) {
  try {
    return await client.send(new GetSecretValueCommand({ SecretId }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function firstValue({ SecretString, GenerateSecretString: generate }: Properties): string {
  if (!generate) return SecretString ?? '{}';
  const random = randomBytes(24).toString('base64url');
  if (generate.GenerateStringKey === undefined) return random;
  const fixed = z.record(z.string(), z.unknown()).parse(JSON.parse(generate.SecretStringTemplate ?? '{}'));
  return JSON.stringify({ ...fixed, [generate.GenerateStringKey]: random });
}

/**
 * `AWS::SecretsManager::Secret`.
 *
 * @param values what the person who runs this wants in a secret, by its name: goes before the template
 */
export function secretType(client: SecretsManagerClient, values: ReadonlyMap<string, string>): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    const { Name = request.generatedName } = properties;
    const wanted = values.get(Name);
    const found = await findValue(client, Name);
    if (!found) {
      const SecretString = wanted ?? firstValue(properties);
      const { ARN = '' } = await client.send(new CreateSecretCommand({ Name, SecretString }));
      return { ref: ARN, attributes: { Id: ARN } };
    }
    if (wanted !== undefined && wanted !== found.SecretString) {
      await client.send(new PutSecretValueCommand({ SecretId: Name, SecretString: wanted }));
    }
    const { ARN = '' } = found;
    return { ref: ARN, attributes: { Id: ARN } };
  };
}
