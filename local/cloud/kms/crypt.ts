import { open, parseBlob, seal } from './ciphertext.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { Key } from './key-store.ts';
import { assertUsable, getKey, type KmsContext } from './kms-context.ts';
import { incorrectKey, invalidCiphertext } from './kms-error.ts';

const dayMs = 86_400_000;

/** Encrypts with the newest version of a key, which is made anew first when its yearly rotation is due. */
export function encryptWith(context: KmsContext, key: Key, plaintext: Uint8Array, pairs: EncryptionContext): string {
  assertUsable(key);
  const { keys, now } = context;
  if (key.rotationDays !== null && now() >= key.rotatedAt + key.rotationDays * dayMs) keys.rotate(key);
  return seal(key.id, keys.newestVersion(key), plaintext, pairs).toString('base64');
}

/**
 * Decrypts a blob with the key that it names.
 *
 * @param expectedKey reference of the key that the caller says it is; checked when given.
 * @throws {AwsError} `InvalidCiphertextException`, `IncorrectKeyException`, `DisabledException`,
 *   `KMSInvalidStateException`, `NotFoundException`.
 */
export function decryptBlob(
  context: KmsContext,
  blob: Uint8Array,
  pairs: EncryptionContext,
  expectedKey: string | undefined,
): { key: Key; plaintext: Buffer } {
  const sealed = parseBlob(Buffer.from(blob));
  const key = sealed && context.keys.find(sealed.keyId);
  if (expectedKey !== undefined) {
    const expected = getKey(context, expectedKey);
    if (key && expected.id !== key.id) throw incorrectKey();
  }
  if (!sealed || !key) throw invalidCiphertext();
  assertUsable(key);
  const version = context.keys.findVersion(key, sealed.version);
  const plaintext = version && open(sealed, version, pairs);
  if (!plaintext) throw invalidCiphertext();
  return { key, plaintext };
}
