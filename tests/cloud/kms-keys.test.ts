import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlreadyExistsException,
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisabledException,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  KMSInvalidStateException,
  ListAliasesCommand,
  ListKeysCommand,
  NotFoundException,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startKms } from '../../local/cloud/kms/start-kms.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

const dayMs = 86_400_000;
const secret = Buffer.from('refresh token');
const dataDir = makeFolder();
let service: RunningService;
let kms: KMSClient;
let clockSkew = 0;

beforeAll(async () => {
  service = await startKms({ port: 0, dataDir, now: () => Date.now() + clockSkew });
  kms = new KMSClient(clientConfig(service.url));
});
afterAll(async () => {
  kms.destroy();
  await service.close();
  removeFolders();
});

async function createKey(id?: string): Promise<string> {
  const Tags = id === undefined ? [] : [{ TagKey: 'local:key-id', TagValue: id }];
  return (await kms.send(new CreateKeyCommand({ Description: 'tokens', Tags }))).KeyMetadata?.KeyId ?? '';
}
const encrypt = async (KeyId: string, client = kms) =>
  (await client.send(new EncryptCommand({ KeyId, Plaintext: secret }))).CiphertextBlob ?? new Uint8Array();
const decrypt = async (CiphertextBlob: Uint8Array, client = kms) =>
  Buffer.from((await client.send(new DecryptCommand({ CiphertextBlob }))).Plaintext ?? []);

describe('keys', () => {
  it('are described by id and by ARN', async () => {
    const KeyId = await createKey();
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({ KeyId, Enabled: true, KeyState: 'Enabled', Description: 'tokens' });
    expect(await kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.Arn }))).toMatchObject({ KeyMetadata });
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    expect(Keys).toContainEqual({ KeyId, KeyArn: KeyMetadata?.Arn });
  });

  it('can be given their id by a tag, and creating one again gives the same key', async () => {
    expect(await createKey('hopper-tokens')).toBe('hopper-tokens');
    const blob = await encrypt('hopper-tokens');
    expect(await createKey('hopper-tokens')).toBe('hopper-tokens');
    expect(await decrypt(blob)).toEqual(secret);
    await expect(createKey('no/slashes')).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('are symmetric only; an unknown one is not found', async () => {
    const rsa = new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    await expect(kms.send(rsa)).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
    await expect(kms.send(new DescribeKeyCommand({ KeyId: 'nothing' }))).rejects.toThrow(NotFoundException);
  });

  it('lie in a file that only the owner can read', () => {
    expect(statSync(join(dataDir, 'kms.db')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'kms.db-wal')).mode & 0o777).toBe(0o600);
  });
});

describe('aliases', () => {
  it('stand for a key everywhere and can be moved to another', async () => {
    const [one, two] = [await createKey(), await createKey()];
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: one }));
    const first = await encrypt('alias/moving');
    await kms.send(new UpdateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: two }));
    const described = await kms.send(
      new DescribeKeyCommand({ KeyId: 'arn:aws:kms:us-east-1:000000000000:alias/moving' }),
    );
    expect(described.KeyMetadata?.KeyId).toBe(two);
    expect(await decrypt(first)).toEqual(secret);
    await kms.send(new DeleteAliasCommand({ AliasName: 'alias/moving' }));
    await expect(encrypt('alias/moving')).rejects.toThrow(NotFoundException);
  });

  it('are listed page by page and for one key', async () => {
    const TargetKeyId = await createKey();
    for (const name of ['a', 'b', 'c']) {
      await kms.send(new CreateAliasCommand({ AliasName: `alias/list-${name}`, TargetKeyId }));
    }
    const first = await kms.send(new ListAliasesCommand({ KeyId: TargetKeyId, Limit: 2 }));
    expect(first).toMatchObject({
      Truncated: true,
      Aliases: [{ AliasName: 'alias/list-a' }, { AliasName: 'alias/list-b' }],
    });
    const rest = await kms.send(new ListAliasesCommand({ KeyId: TargetKeyId, Limit: 2, Marker: first.NextMarker }));
    expect(rest).toMatchObject({ Truncated: false, Aliases: [{ AliasName: 'alias/list-c', TargetKeyId }] });
  });

  it('are refused when taken, reserved or for an unknown key', async () => {
    const TargetKeyId = await createKey();
    const create = (AliasName: string, target = TargetKeyId) =>
      kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: target }));
    await create('alias/taken');
    await expect(create('alias/taken')).rejects.toThrow(AlreadyExistsException);
    await expect(create('alias/aws/s3')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(create('taken')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(create('alias/free', 'nothing')).rejects.toThrow(NotFoundException);
  });
});

describe('a key that is switched off', () => {
  it('neither encrypts nor decrypts until it is switched on again', async () => {
    const KeyId = await createKey();
    const blob = await encrypt(KeyId);
    await kms.send(new DisableKeyCommand({ KeyId }));
    await expect(encrypt(KeyId)).rejects.toThrow(DisabledException);
    await expect(decrypt(blob)).rejects.toThrow(DisabledException);
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await decrypt(blob)).toEqual(secret);
  });
});

describe('a key that is to be deleted', () => {
  it('can be saved until the time is over', async () => {
    const KeyId = await createKey();
    const blob = await encrypt(KeyId);
    const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect(scheduled).toMatchObject({ KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
    await expect(decrypt(blob)).rejects.toThrow(KMSInvalidStateException);
    await expect(kms.send(new EnableKeyCommand({ KeyId }))).rejects.toThrow(KMSInvalidStateException);
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await expect(decrypt(blob)).rejects.toThrow(DisabledException);
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await decrypt(blob)).toEqual(secret);
  });

  it('is gone afterwards', async () => {
    const KeyId = await createKey();
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    clockSkew += 7 * dayMs + 1;
    await expect(encrypt(KeyId)).rejects.toThrow(NotFoundException);
    await expect(kms.send(new CancelKeyDeletionCommand({ KeyId }))).rejects.toThrow(NotFoundException);
  });

  it('waits 7 to 30 days, no less and no more', async () => {
    const KeyId = await createKey();
    const schedule = (PendingWindowInDays: number) =>
      kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
    await expect(schedule(6)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(schedule(31)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(kms.send(new CancelKeyDeletionCommand({ KeyId }))).rejects.toThrow(KMSInvalidStateException);
  });
});

describe('rotation', () => {
  it('keeps what was encrypted before readable', async () => {
    const KeyId = await createKey();
    const before = await encrypt(KeyId);
    await kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    const after = await encrypt(KeyId);
    expect(await decrypt(before)).toEqual(secret);
    expect(await decrypt(after)).toEqual(secret);
    const version = (blob: Uint8Array) => Buffer.from(blob).readUInt32BE(2 + KeyId.length);
    expect([version(before), version(after)]).toEqual([1, 2]);
  });

  it('is off at first; switched on it tells the next date and happens then', async () => {
    const KeyId = await createKey();
    const status = () => kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(await status()).toMatchObject({ KeyRotationEnabled: false });
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    const { NextRotationDate, ...rest } = await status();
    expect(rest).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
    const before = await encrypt(KeyId);
    clockSkew += 91 * dayMs;
    const after = await encrypt(KeyId);
    expect(Buffer.from(after).readUInt32BE(2 + KeyId.length)).toBe(2);
    expect(await decrypt(before)).toEqual(secret);
    expect((await status()).NextRotationDate?.getTime()).toBeGreaterThan(NextRotationDate?.getTime() ?? Infinity);
  });
});

it('after kill -9, keys, aliases and every version are there', async () => {
  const folder = makeFolder();
  const start = () => startProcess('local/cloud/kms/start-kms.ts', 'startKms({ port: 0, dataDir })', folder);
  const first = await start();
  const before = new KMSClient(clientConfig(first.url));
  const KeyId = (await before.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
  await before.send(new CreateAliasCommand({ AliasName: 'alias/tokens', TargetKeyId: KeyId }));
  const old = await encrypt('alias/tokens', before);
  await before.send(new RotateKeyOnDemandCommand({ KeyId }));
  const recent = await encrypt('alias/tokens', before);
  await first.kill();
  before.destroy();

  const second = await start();
  const after = new KMSClient(clientConfig(second.url));
  expect(await decrypt(old, after)).toEqual(secret);
  expect(await decrypt(recent, after)).toEqual(secret);
  expect(await decrypt(await encrypt('alias/tokens', after), after)).toEqual(secret);
  after.destroy();
  await second.kill();
});
