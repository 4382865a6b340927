import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startKms } from '../../local/cloud/kms/start-kms.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import type { TokenVault } from '../../shared/domain/connections/token-vault.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';

const anna = { userId: 'anna', connectionId: 'channel-1' };
const tokens = { accessToken: 'ya29.secret', refreshToken: `1//${'long'.repeat(2000)}` };

describe('KMS token vault', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let kms: Awaited<ReturnType<typeof startKms>>;
  let vault: TokenVault;

  beforeAll(async () => {
    folder = await tempFolder();
    kms = await startKms({ port: 0, dataDir: folder.path });
    useLocalService('AWS_ENDPOINT_URL_KMS', kms.url);
    const { KeyMetadata } = await new KMSClient({}).send(new CreateKeyCommand({}));
    vault = createKmsTokenVault(KeyMetadata?.KeyId ?? '');
  });
  afterAll(async () => {
    await kms.close();
    await folder.remove();
  });

  it('opens what it sealed, also beyond the 4,096 bytes of kms:Encrypt', async () => {
    const sealed = await vault.seal(anna, tokens);
    expect(JSON.stringify(sealed)).not.toContain('ya29');
    expect(await vault.open(anna, sealed)).toEqual(tokens);
  });

  it('never seals twice alike', async () => {
    const [one, two] = await Promise.all([vault.seal(anna, tokens), vault.seal(anna, tokens)]);
    expect(one.ciphertext).not.toBe(two.ciphertext);
    expect(one.wrappedKey).not.toBe(two.wrappedKey);
  });

  it.each([
    ['another user', { ...anna, userId: 'boris' }],
    ['another connection of the same user', { ...anna, connectionId: 'channel-2' }],
    ['fields that were shifted', { userId: 'annachannel', connectionId: '-1' }],
  ])('does not open for %s', async (_name, other) => {
    await expect(vault.open(other, await vault.seal(anna, tokens))).rejects.toThrow();
  });

  it.each(['wrappedKey', 'iv', 'ciphertext', 'tag'] as const)('notices a changed %s', async (field) => {
    const sealed = await vault.seal(anna, tokens);
    const bytes = Buffer.from(sealed[field], 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await expect(vault.open(anna, { ...sealed, [field]: bytes.toString('base64') })).rejects.toThrow();
  });

  it('does not take the ciphertext of one sealing under the key of another', async () => {
    const [one, two] = await Promise.all([vault.seal(anna, tokens), vault.seal(anna, tokens)]);
    await expect(vault.open(anna, { ...one, wrappedKey: two.wrappedKey })).rejects.toThrow();
  });
});
