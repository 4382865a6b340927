import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import { parseBlob } from '../../kms/ciphertext.ts';
import type { Need } from '../need.ts';

const Input = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: z.string().optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
});

/**
 * What a call to KMS needs: the right to the key, asked for with the encryption context of the call.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
export function kmsNeeds(operation: string, input: unknown): Need[] {
  const { KeyId, CiphertextBlob = '', EncryptionContext } = Input.parse(input);
  const keyId = KeyId ?? parseBlob(Buffer.from(CiphertextBlob, 'base64'))?.keyId ?? '';
  const pairs = Object.entries(EncryptionContext);
  const context = {
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
    ...(pairs.length > 0 && { 'kms:EncryptionContextKeys': pairs.map(([key]) => key) }),
  };
  return [{ action: `kms:${operation}`, resource: toArn(keyId), context }];
}

function toArn(keyId: string): string {
  if (keyId.startsWith('arn:')) return keyId;
  return arn('kms', keyId.startsWith('alias/') ? keyId : `key/${keyId}`);
}
