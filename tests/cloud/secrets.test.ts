import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  InvalidRequestException,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSecrets } from '../../local/cloud/secrets/start-secrets.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

const dataDir = makeFolder();
let service: RunningService;
let secrets: SecretsManagerClient;
let clockSkew = 0;

beforeAll(async () => {
  service = await startSecrets({ port: 0, dataDir, now: () => Date.now() + clockSkew });
  secrets = new SecretsManagerClient(clientConfig(service.url));
});
afterAll(async () => {
  secrets.destroy();
  await service.close();
  removeFolders();
});

const create = (Name: string, SecretString?: string) => secrets.send(new CreateSecretCommand({ Name, SecretString }));
const put = (SecretId: string, SecretString: string, ClientRequestToken?: string) =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken }));
const value = async (SecretId: string, more: Partial<GetSecretValueCommandInput> = {}) =>
  (await secrets.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;

describe('a secret', () => {
  it('is read by name and by ARN', async () => {
    const { ARN = '' } = await create('youtube/client', '{"id":"x"}');
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:youtube\/client-[0-9a-f]{6}$/);
    expect(await value('youtube/client')).toBe('{"id":"x"}');
    expect(await value(ARN)).toBe('{"id":"x"}');
  });

  it('takes a new value and keeps the one before', async () => {
    const first = await create('turning', 'one');
    const second = await put('turning', 'two');
    await put('turning', 'three');
    expect(await value('turning')).toBe('three');
    expect(await value('turning', { VersionStage: 'AWSPREVIOUS' })).toBe('two');
    expect(await value('turning', { VersionId: first.VersionId })).toBe('one');
    const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId: 'turning' }));
    expect(Object.keys(VersionIdsToStages)).toHaveLength(2);
    expect(VersionIdsToStages[second.VersionId ?? '']).toEqual(['AWSPREVIOUS']);
  });

  it('can be bytes', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary: Buffer.from([0, 255, 7]) }));
    const { SecretBinary } = await secrets.send(new GetSecretValueCommand({ SecretId: 'bytes' }));
    expect(SecretBinary).toEqual(new Uint8Array([0, 255, 7]));
  });

  it('is listed page by page', async () => {
    for (const n of [1, 2, 3]) await create(`zz-${n}`);
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await secrets.send(new ListSecretsCommand({ MaxResults: 2, NextToken }));
      names.push(...(page.SecretList ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken);
    expect(names.slice(-3)).toEqual(['zz-1', 'zz-2', 'zz-3']);
    expect(new Set(names).size).toBe(names.length);
  });

  it('lies in a file that only the owner can read', () => {
    expect(statSync(join(dataDir, 'secrets.db')).mode & 0o777).toBe(0o600);
  });
});

describe('deleting', () => {
  it('hides a secret until the time is over or it is restored', async () => {
    await create('unwanted', 'x');
    await secrets.send(new DeleteSecretCommand({ SecretId: 'unwanted', RecoveryWindowInDays: 7 }));
    await expect(value('unwanted')).rejects.toThrow(InvalidRequestException);
    await expect(put('unwanted', 'y')).rejects.toThrow(InvalidRequestException);
    await expect(create('unwanted', 'y')).rejects.toThrow(InvalidRequestException);
    await secrets.send(new RestoreSecretCommand({ SecretId: 'unwanted' }));
    expect(await value('unwanted')).toBe('x');
    await secrets.send(new DeleteSecretCommand({ SecretId: 'unwanted', RecoveryWindowInDays: 7 }));
    clockSkew += 8 * 86_400_000;
    await expect(value('unwanted')).rejects.toThrow(ResourceNotFoundException);
  });

  it('at once frees the name', async () => {
    await create('again', 'x');
    await secrets.send(new DeleteSecretCommand({ SecretId: 'again', ForceDeleteWithoutRecovery: true }));
    await expect(value('again')).rejects.toThrow(ResourceNotFoundException);
    await create('again', 'y');
    expect(await value('again')).toBe('y');
  });
});

describe('what is refused', () => {
  const token = '0123456789abcdef0123456789abcdef';

  it('a name that is taken, but not the same request again', async () => {
    await create('taken', 'x');
    await expect(create('taken', 'x')).rejects.toThrow(ResourceExistsException);
    const same = { Name: 'same', SecretString: 'x', ClientRequestToken: token };
    const first = await secrets.send(new CreateSecretCommand(same));
    expect(await secrets.send(new CreateSecretCommand(same))).toMatchObject({ ARN: first.ARN, VersionId: token });
    await expect(put('same', 'other', token)).rejects.toThrow(ResourceExistsException);
  });

  it('what is not there, both kinds of value, and too much', async () => {
    await expect(value('nothing')).rejects.toThrow(ResourceNotFoundException);
    await create('empty');
    await expect(value('empty')).rejects.toThrow(ResourceNotFoundException);
    const both = { SecretId: 'empty', SecretString: 'x', SecretBinary: Buffer.from('x') };
    await expect(secrets.send(new PutSecretValueCommand(both))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(put('empty', 'x'.repeat(65_537))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(create('no spaces', 'x')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

it('after kill -9, secrets and their versions are there', async () => {
  const folder = makeFolder();
  const start = () =>
    startProcess('local/cloud/secrets/start-secrets.ts', 'startSecrets({ port: 0, dataDir })', folder);
  const first = await start();
  const before = new SecretsManagerClient(clientConfig(first.url));
  await before.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'one' }));
  await before.send(new PutSecretValueCommand({ SecretId: 'kept', SecretString: 'two' }));
  before.destroy();
  await first.kill();

  const second = await start();
  const after = new SecretsManagerClient(clientConfig(second.url));
  expect(await after.send(new GetSecretValueCommand({ SecretId: 'kept' }))).toMatchObject({ SecretString: 'two' });
  const previous = new GetSecretValueCommand({ SecretId: 'kept', VersionStage: 'AWSPREVIOUS' });
  expect(await after.send(previous)).toMatchObject({ SecretString: 'one' });
  after.destroy();
  await second.kill();
});
