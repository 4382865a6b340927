import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type EncryptionContext, encodeContext } from './encryption-context.ts';
import type { KeyVersion } from './key-store.ts';

/*
 * A ciphertext blob: format (1 byte), length of the key id (1), key id, key version (4, big-endian),
 * nonce (12), tag (16), encrypted bytes. Everything before the nonce is authenticated with the context.
 */
const format = 1;
const ivBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/** A blob taken apart, not yet decrypted. */
export interface SealedBlob {
  keyId: string;
  version: number;
  header: Buffer;
  iv: Buffer;
  tag: Buffer;
  encrypted: Buffer;
}

function buildHeader(keyId: string, version: number): Buffer {
  const id = Buffer.from(keyId, 'latin1');
  const number = Buffer.alloc(4);
  number.writeUInt32BE(version);
  return Buffer.concat([Buffer.from([format, id.length]), id, number]);
}

const additionalData = (header: Buffer, context: EncryptionContext) => Buffer.concat([header, encodeContext(context)]);

/** Encrypts with one version of a key and binds the result to key, version and context. */
export function seal(keyId: string, key: KeyVersion, plaintext: Uint8Array, context: EncryptionContext): Buffer {
  const header = buildHeader(keyId, key.version);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key.material, iv);
  cipher.setAAD(additionalData(header, context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), encrypted]);
}

/** Takes a blob apart; undefined when it is none of ours. */
export function parseBlob(blob: Buffer): SealedBlob | undefined {
  const headerBytes = 2 + (blob[1] ?? 0) + 4;
  if (blob[0] !== format || blob.length < headerBytes + ivBytes + tagBytes) return undefined;
  const body = headerBytes + ivBytes;
  return {
    keyId: blob.toString('latin1', 2, headerBytes - 4),
    version: blob.readUInt32BE(headerBytes - 4),
    header: blob.subarray(0, headerBytes),
    iv: blob.subarray(headerBytes, body),
    tag: blob.subarray(body, body + tagBytes),
    encrypted: blob.subarray(body + tagBytes),
  };
}

/** Decrypts; undefined when the blob was changed or the context is another one. */
export function open(sealed: SealedBlob, key: KeyVersion, context: EncryptionContext): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, key.material, sealed.iv, { authTagLength: tagBytes });
  decipher.setAAD(additionalData(sealed.header, context));
  decipher.setAuthTag(sealed.tag);
  try {
    return Buffer.concat([decipher.update(sealed.encrypted), decipher.final()]);
  } catch {
    return undefined;
  }
}
