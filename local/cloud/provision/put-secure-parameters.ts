import { GetParameterCommand, ParameterNotFound, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** Puts values into Parameter Store as a person does it, who has no template for them; what is there already stays. */
export async function putSecureParameters(client: SSMClient, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [Name, Value] of Object.entries(values)) {
    if ((await findValue(client, Name)) === Value) continue;
    await client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  }
}

async function findValue(client: SSMClient, Name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
