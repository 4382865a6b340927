import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { bytes } from '../bytes.ts';
import { decryptBlob, encryptWith } from '../crypt.ts';
import { encryptionContext } from '../encryption-context.ts';
import { getKey, type KmsContext } from '../kms-context.ts';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
const plaintext = bytes(1, 4_096);
const ciphertext = bytes(1, 6_144);
const algorithm = z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT');

/** Encrypting and decrypting small pieces of data. */
export function cryptOperations(context: KmsContext) {
  return {
    Encrypt: operation(
      z.object({
        KeyId: z.string(),
        Plaintext: plaintext,
        EncryptionContext: encryptionContext,
        EncryptionAlgorithm: algorithm,
      }),
      ({ KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm }) => {
        const key = getKey(context, KeyId);
        const CiphertextBlob = encryptWith(context, key, Plaintext, EncryptionContext);
        return { CiphertextBlob, KeyId: key.arn, EncryptionAlgorithm };
      },
    ),
    Decrypt: operation(
      z.object({
        CiphertextBlob: ciphertext,
        KeyId: z.string().optional(),
        EncryptionContext: encryptionContext,
        EncryptionAlgorithm: algorithm,
      }),
      ({ CiphertextBlob, KeyId, EncryptionContext, EncryptionAlgorithm }) => {
        const opened = decryptBlob(context, CiphertextBlob, EncryptionContext, KeyId);
        return { Plaintext: opened.plaintext.toString('base64'), KeyId: opened.key.arn, EncryptionAlgorithm };
      },
    ),
    ReEncrypt: operation(
      z.object({
        CiphertextBlob: ciphertext,
        SourceKeyId: z.string().optional(),
        SourceEncryptionContext: encryptionContext,
        DestinationKeyId: z.string(),
        DestinationEncryptionContext: encryptionContext,
      }),
      (input) => {
        const target = getKey(context, input.DestinationKeyId);
        const opened = decryptBlob(context, input.CiphertextBlob, input.SourceEncryptionContext, input.SourceKeyId);
        return {
          CiphertextBlob: encryptWith(context, target, opened.plaintext, input.DestinationEncryptionContext),
          KeyId: target.arn,
          SourceKeyId: opened.key.arn,
          SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
          DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        };
      },
    ),
  };
}
