import {
  AlreadyExistsException,
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  type KMSClient,
  NotFoundException,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import * as z from 'zod';
import { PolicyDocument } from '../iam/policy-document.ts';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';
import { Flag } from './flag.ts';
import { addStatements } from './policy.ts';

const KeyProperties = z.object({
  Description: z.string().default(''),
  EnableKeyRotation: Flag.default(false),
  KeyPolicy: PolicyDocument.optional(),
});
const AliasProperties = z.object({ AliasName: z.string(), TargetKeyId: z.string() });

async function findKeyId(client: KMSClient, KeyId: string): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyId;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

async function setAlias(client: KMSClient, AliasName: string, TargetKeyId: string): Promise<void> {
  try {
    await client.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error;
    await client.send(new UpdateAliasCommand({ AliasName, TargetKeyId }));
  }
}

/**
 * `AWS::KMS::Key`. Which key belongs to the resource is remembered by an alias of ours: what was encrypted at one
 * start must open at the next.
 */
export function keyType(client: KMSClient, { permissions }: Deployment): ResourceType {
  return async (request) => {
    const { Description, EnableKeyRotation, KeyPolicy } = await request.read(KeyProperties);
    const alias = `alias/local/${request.generatedName}`;
    let keyId = await findKeyId(client, alias);
    if (keyId === undefined) {
      keyId = (await client.send(new CreateKeyCommand({ Description }))).KeyMetadata?.KeyId ?? '';
      if (EnableKeyRotation) await client.send(new EnableKeyRotationCommand({ KeyId: keyId }));
      await setAlias(client, alias, keyId);
    }
    const keyArn = arn('kms', `key/${keyId}`);
    if (KeyPolicy) addStatements(permissions.resourcePolicies, keyArn, KeyPolicy);
    return { ref: keyId, attributes: { Arn: keyArn, KeyId: keyId } };
  };
}

/** `AWS::KMS::Alias`. */
export function aliasType(client: KMSClient): ResourceType {
  return async (request) => {
    const { AliasName, TargetKeyId } = await request.read(AliasProperties);
    await setAlias(client, AliasName, TargetKeyId.split('/').at(-1) ?? TargetKeyId);
    return { ref: AliasName, attributes: { AliasName } };
  };
}
