import { createDecipheriv } from 'node:crypto';
import {
  CreateKeyCommand,
  DecryptCommand,
  type DecryptCommandInput,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
  NotFoundException,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { encodeContext } from '../../local/cloud/kms/encryption-context.ts';
import { startKms } from '../../local/cloud/kms/start-kms.ts';
import fc from '../support/fast-check.ts';
import { clientConfig, makeFolder, removeFolders } from './json-service-process.ts';

let service: RunningService;
let kms: KMSClient;
let KeyId = '';
const secret = Buffer.from('refresh token');
const context = { userId: 'u1', connectionId: 'c1', purpose: 'refresh' };

beforeAll(async () => {
  service = await startKms({ port: 0, dataDir: makeFolder() });
  kms = new KMSClient(clientConfig(service.url));
  KeyId = await createKey();
});
afterAll(async () => {
  kms.destroy();
  await service.close();
  removeFolders();
});

async function createKey(): Promise<string> {
  return (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
}
async function encrypt(Plaintext: Uint8Array = secret, EncryptionContext: Record<string, string> = context) {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
  return CiphertextBlob ?? new Uint8Array();
}
const decrypt = (CiphertextBlob: Uint8Array, more: Partial<DecryptCommandInput> = { EncryptionContext: context }) =>
  kms.send(new DecryptCommand({ CiphertextBlob, ...more }));

describe('what was encrypted', () => {
  it('comes back with the same context, in whatever order', async () => {
    const blob = await encrypt();
    const reversed = { purpose: 'refresh', connectionId: 'c1', userId: 'u1' };
    const { Plaintext, KeyId: keyArn } = await decrypt(blob, { EncryptionContext: reversed });
    expect(Buffer.from(Plaintext ?? [])).toEqual(secret);
    expect(keyArn).toBe(`arn:aws:kms:us-east-1:000000000000:key/${KeyId}`);
  });

  it('is never the same twice and does not hold the plaintext', async () => {
    const [one, other] = [Buffer.from(await encrypt()), Buffer.from(await encrypt())];
    expect(one.equals(other)).toBe(false);
    expect(one.includes(secret)).toBe(false);
  });

  it.each<[string, Record<string, string> | undefined]>([
    ['no context', undefined],
    ['another value', { ...context, userId: 'u2' }],
    ['a pair missing', { userId: 'u1', connectionId: 'c1' }],
    ['a pair too many', { ...context, more: 'x' }],
    ['names and values cut elsewhere', { userI: 'du1', connectionId: 'c1', purpose: 'refresh' }],
  ])('stays closed with %s', async (_, EncryptionContext) => {
    await expect(decrypt(await encrypt(), { EncryptionContext })).rejects.toThrow(InvalidCiphertextException);
  });

  it('stays closed when any one byte is changed', async () => {
    const blob = await encrypt();
    for (let at = 0; at < blob.length; at += 1) {
      const changed = Uint8Array.from(blob, (byte, n) => (n === at ? byte ^ 1 : byte));
      await expect(decrypt(changed)).rejects.toThrow(InvalidCiphertextException);
    }
  });

  it('stays closed when cut short or made up', async () => {
    const blob = await encrypt();
    await expect(decrypt(blob.subarray(0, blob.length - 1))).rejects.toThrow(InvalidCiphertextException);
    await expect(decrypt(blob.subarray(0, 20))).rejects.toThrow(InvalidCiphertextException);
    await expect(decrypt(Buffer.from('not a ciphertext'))).rejects.toThrow(InvalidCiphertextException);
  });

  it('names its key: another one is refused, an unknown one is not found', async () => {
    const blob = await encrypt();
    const EncryptionContext = context;
    await expect(decrypt(blob, { EncryptionContext, KeyId: await createKey() })).rejects.toThrow(IncorrectKeyException);
    await expect(decrypt(blob, { EncryptionContext, KeyId: 'alias/none' })).rejects.toThrow(NotFoundException);
    expect(await decrypt(blob, { EncryptionContext, KeyId })).toMatchObject({
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    });
  });
});

describe('limits', () => {
  it('encrypts 4096 bytes and not one more, and never nothing', async () => {
    const largest = Buffer.alloc(4_096, 7);
    const { Plaintext } = await decrypt(await encrypt(largest));
    expect(Buffer.from(Plaintext ?? []).equals(largest)).toBe(true);
    await expect(encrypt(Buffer.alloc(4_097))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(encrypt(Buffer.alloc(0))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses an unknown algorithm', async () => {
    const asked = new EncryptCommand({ KeyId, Plaintext: secret, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' });
    await expect(kms.send(asked)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a data key', () => {
  it('comes in clear and sealed, and the sealed one opens to the clear one', async () => {
    const generated = await kms.send(
      new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: context }),
    );
    expect(generated.Plaintext).toHaveLength(32);
    const opened = await decrypt(generated.CiphertextBlob ?? new Uint8Array());
    expect(opened.Plaintext).toEqual(generated.Plaintext);
    // It is a key that AES-256 takes.
    expect(() => createDecipheriv('aes-256-gcm', generated.Plaintext ?? '', Buffer.alloc(12))).not.toThrow();
  });

  it('comes in other sizes, or sealed only', async () => {
    const odd = await kms.send(new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 7 }));
    expect(odd.Plaintext).toHaveLength(7);
    const sealed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_128' }));
    expect(sealed).not.toHaveProperty('Plaintext');
    expect((await decrypt(sealed.CiphertextBlob ?? new Uint8Array(), {})).Plaintext).toHaveLength(16);
  });

  it('needs either a spec or a size', async () => {
    const refused = { name: 'ValidationException' };
    await expect(kms.send(new GenerateDataKeyCommand({ KeyId }))).rejects.toMatchObject(refused);
    const both = new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', NumberOfBytes: 32 });
    await expect(kms.send(both)).rejects.toMatchObject(refused);
    await expect(kms.send(new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 1_025 }))).rejects.toMatchObject(refused);
  });
});

it('re-encrypts under another key and context without showing the plaintext', async () => {
  const DestinationKeyId = await createKey();
  const moved = await kms.send(
    new ReEncryptCommand({
      CiphertextBlob: await encrypt(),
      SourceEncryptionContext: context,
      DestinationKeyId,
      DestinationEncryptionContext: { userId: 'u2' },
    }),
  );
  const opened = await decrypt(moved.CiphertextBlob ?? new Uint8Array(), {
    KeyId: DestinationKeyId,
    EncryptionContext: { userId: 'u2' },
  });
  expect(Buffer.from(opened.Plaintext ?? [])).toEqual(secret);
  const wrong = new ReEncryptCommand({ CiphertextBlob: await encrypt(), DestinationKeyId });
  await expect(kms.send(wrong)).rejects.toThrow(InvalidCiphertextException);
});

it('encodes two contexts to the same bytes only when they are the same', () => {
  const pairs = fc.dictionary(fc.string({ maxLength: 4 }), fc.string({ maxLength: 4 }), {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const sorted = (one: Record<string, string>) => JSON.stringify(Object.entries(one).sort());
  fc.assert(
    fc.property(pairs, pairs, (one, other) => {
      expect(encodeContext(one).equals(encodeContext(other))).toBe(sorted(one) === sorted(other));
    }),
  );
});
