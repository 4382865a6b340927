import * as z from 'zod';
import { localAccount } from '../../json-service/local-account.ts';
import { operation } from '../../json-service/operation.ts';
import type { Key } from '../key-store.ts';
import { getKey, type KmsContext, toSeconds } from '../kms-context.ts';
import { unsupported } from '../kms-error.ts';

/**
 * Tag by which the creator chooses the key's id. Creating it again gives the same key back, which makes a provisioning
 * that runs at every start repeatable.
 */
export const keyIdTag = 'local:key-id';

const tag = z
  .object({ TagKey: z.string(), TagValue: z.string() })
  .refine(
    ({ TagKey, TagValue }) => TagKey !== keyIdTag || /^[A-Za-z0-9-]{1,64}$/.test(TagValue),
    `the tag ${keyIdTag} takes letters, digits and hyphens`,
  );
const createInput = z.object({
  Description: z.string().max(8_192).default(''),
  KeySpec: z.string().default('SYMMETRIC_DEFAULT'),
  KeyUsage: z.string().default('ENCRYPT_DECRYPT'),
  Tags: z.array(tag).default([]),
});

function toMetadata(key: Key) {
  return {
    AWSAccountId: localAccount,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: toSeconds(key.createdAt),
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: key.state,
    KeyManager: 'CUSTOMER',
    Origin: 'AWS_KMS',
    KeySpec: 'SYMMETRIC_DEFAULT',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
    ...(key.deletionAt !== null && { DeletionDate: toSeconds(key.deletionAt) }),
  };
}

/** Making and describing keys. */
export function keyOperations(context: KmsContext) {
  const { keys } = context;
  return {
    CreateKey: operation(createInput, ({ Description, KeySpec, KeyUsage, Tags }) => {
      if (KeySpec !== 'SYMMETRIC_DEFAULT' || KeyUsage !== 'ENCRYPT_DECRYPT') {
        throw unsupported('The local key server has symmetric encryption keys only.');
      }
      const id = Tags.find(({ TagKey }) => TagKey === keyIdTag)?.TagValue;
      const present = id === undefined ? undefined : keys.find(id);
      return { KeyMetadata: toMetadata(present ?? keys.create(id, Description)) };
    }),
    DescribeKey: operation(z.object({ KeyId: z.string() }), ({ KeyId }) => ({
      KeyMetadata: toMetadata(getKey(context, KeyId)),
    })),
    ListKeys: operation(z.object({}), () => ({
      Keys: keys.list().map((key) => ({ KeyId: key.id, KeyArn: key.arn })),
      Truncated: false,
    })),
  };
}
