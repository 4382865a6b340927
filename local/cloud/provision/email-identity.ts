import {
  AlreadyExistsException,
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import type { ResourceType } from '../template/resource-type.ts';

/** What is there from an earlier start stays. */
async function unlessThere(creation: Promise<unknown>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (!(error instanceof AlreadyExistsException)) throw error;
  });
}

/** The records that somebody who owns the domain would put into its DNS; here nobody looks. */
const records = Object.fromEntries(
  [1, 2, 3].flatMap((index) => [
    [`DkimDNSTokenName${index}`, `token${index}._domainkey`],
    [`DkimDNSTokenValue${index}`, `token${index}.dkim.amazonses.com`],
  ]),
);

/** `AWS::SES::EmailIdentity`. */
export function emailIdentityType(client: SESv2Client): ResourceType {
  return async (request) => {
    const { EmailIdentity } = await request.read(z.object({ EmailIdentity: z.string() }));
    await unlessThere(client.send(new CreateEmailIdentityCommand({ EmailIdentity })));
    return { ref: EmailIdentity, attributes: records };
  };
}

/** `AWS::SES::ConfigurationSet`. */
export function configurationSetType(client: SESv2Client): ResourceType {
  return async (request) => {
    const { Name = request.generatedName } = await request.read(z.object({ Name: z.string().optional() }));
    await unlessThere(client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: Name })));
    return { ref: Name };
  };
}
