import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import { encryptWith } from '../crypt.ts';
import { encryptionContext } from '../encryption-context.ts';
import { getKey, type KmsContext } from '../kms-context.ts';

const specBytes = { AES_128: 16, AES_256: 32 };

const input = z
  .object({
    KeyId: z.string(),
    KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
    NumberOfBytes: z.int().min(1).max(1_024).optional(),
    EncryptionContext: encryptionContext,
  })
  .refine(
    ({ KeySpec, NumberOfBytes }) => (KeySpec === undefined) !== (NumberOfBytes === undefined),
    'Please specify either number of bytes or key spec.',
  );

function generate(context: KmsContext, request: z.output<typeof input>) {
  const key = getKey(context, request.KeyId);
  const bytes = request.KeySpec ? specBytes[request.KeySpec] : (request.NumberOfBytes ?? 0);
  const dataKey = randomBytes(bytes);
  const CiphertextBlob = encryptWith(context, key, dataKey, request.EncryptionContext);
  return { dataKey, sealed: { CiphertextBlob, KeyId: key.arn } };
}

/** Keys for encrypting elsewhere, which only this server can open again. */
export function dataKeyOperations(context: KmsContext) {
  return {
    GenerateDataKey: operation(input, (request) => {
      const { dataKey, sealed } = generate(context, request);
      return { ...sealed, Plaintext: dataKey.toString('base64') };
    }),
    GenerateDataKeyWithoutPlaintext: operation(input, (request) => generate(context, request).sealed),
  };
}
