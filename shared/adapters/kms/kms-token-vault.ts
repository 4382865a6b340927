import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { type SealedTokens, Tokens } from '../../domain/connections/sealed-tokens.ts';
import type { SealContext, TokenVault } from '../../domain/connections/token-vault.ts';

/**
 * Envelope encryption: KMS makes and unwraps a data key per sealing, AES-256-GCM does the rest. (`kms:Encrypt` alone
 * ends at 4,096 bytes.) The context is bound twice: KMS refuses to unwrap, and GCM refuses to open, for another row.
 */
export function createKmsTokenVault(keyId: string): TokenVault {
  const client = new KMSClient({});
  return {
    async seal(context, tokens) {
      const answer = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: kmsContext(context) }),
      );
      if (!answer.Plaintext || !answer.CiphertextBlob) throw new Error('KMS gave no data key.');
      return encrypt(answer.Plaintext, answer.CiphertextBlob, context, tokens);
    },
    async open(context, sealed) {
      const answer = await client.send(
        new DecryptCommand({
          KeyId: keyId,
          CiphertextBlob: Buffer.from(sealed.wrappedKey, 'base64'),
          EncryptionContext: kmsContext(context),
        }),
      );
      if (!answer.Plaintext) throw new Error('KMS did not unwrap the data key.');
      return decrypt(answer.Plaintext, context, sealed);
    },
  };
}

function kmsContext(context: SealContext): Record<string, string> {
  return { userId: context.userId, connectionId: context.connectionId, purpose: 'oauth-tokens' };
}

function additionalData(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify([context.userId, context.connectionId, 'oauth-tokens']));
}

function encrypt(key: Uint8Array, wrappedKey: Uint8Array, context: SealContext, tokens: Tokens): SealedTokens {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additionalData(context));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(tokens), 'utf8'), cipher.final()]);
  key.fill(0);
  return {
    wrappedKey: Buffer.from(wrappedKey).toString('base64'),
    iv: iv.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

function decrypt(key: Uint8Array, context: SealContext, sealed: SealedTokens): Tokens {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 })
    .setAAD(additionalData(context))
    .setAuthTag(Buffer.from(sealed.tag, 'base64'));
  const plain = Buffer.concat([decipher.update(Buffer.from(sealed.ciphertext, 'base64')), decipher.final()]);
  key.fill(0);
  return Tokens.parse(JSON.parse(plain.toString('utf8')));
}
