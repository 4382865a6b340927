import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  HierarchyTypeMismatchException,
  ParameterAlreadyExists,
  ParameterNotFound,
  ParameterVersionNotFound,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSsm } from '../../local/cloud/ssm/start-ssm.ts';
import { clientConfig, makeFolder, removeFolders, startProcess } from './json-service-process.ts';

const dataDir = makeFolder();
let service: RunningService;
let ssm: SSMClient;
let time = Date.UTC(2026, 10, 22);

beforeAll(async () => {
  service = await startSsm({ port: 0, dataDir, now: () => time });
  ssm = new SSMClient(clientConfig(service.url));
});
afterAll(async () => {
  ssm.destroy();
  await service.close();
  removeFolders();
});

const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', ...more }));
const read = async (Name: string, WithDecryption = true) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe('a parameter', () => {
  it('is read by its name, with all that AWS tells of it', async () => {
    expect(await put('/hopper/platforms', '{"id":"x"}')).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await read('/hopper/platforms')).toEqual({
      ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/hopper/platforms',
      Name: '/hopper/platforms',
      Type: 'SecureString',
      DataType: 'text',
      Value: '{"id":"x"}',
      Version: 1,
      LastModifiedDate: new Date(time),
    });
    await put('plain', 'x', { Type: 'String' });
    expect((await read('plain'))?.ARN).toBe('arn:aws:ssm:us-east-1:000000000000:parameter/plain');
  });

  it('shows its value only to who asks for it in clear, where it is secure', async () => {
    await put('/hopper/secure', 'top secret');
    const sealed = (await read('/hopper/secure', false))?.Value;
    expect(sealed).toMatch(/^[A-Za-z0-9+/=]{40,}$/);
    expect((await read('/hopper/secure', false))?.Value).toBe(sealed);
    await put('/hopper/open', 'a,b', { Type: 'StringList' });
    expect((await read('/hopper/open', false))?.Value).toBe('a,b');
  });

  it('takes a new value, and keeps the hundred last ones', async () => {
    for (let n = 1; n <= 102; n++) await put('/turning', `value ${n}`, { Overwrite: true });
    time += 1_000;
    expect(await put('/turning', 'newest', { Overwrite: true, Type: undefined })).toMatchObject({ Version: 103 });
    expect(await read('/turning')).toMatchObject({ Value: 'newest', Version: 103, LastModifiedDate: new Date(time) });
    expect(await read('/turning:4')).toMatchObject({ Value: 'value 4', Version: 4, Selector: ':4' });
    await expect(read('/turning:3')).rejects.toThrow(ParameterVersionNotFound);
  });

  it('goes, and begins anew', async () => {
    await put('/passing', 'x');
    await ssm.send(new DeleteParameterCommand({ Name: '/passing' }));
    await expect(read('/passing')).rejects.toThrow(ParameterNotFound);
    await expect(ssm.send(new DeleteParameterCommand({ Name: '/passing' }))).rejects.toThrow(ParameterNotFound);
    expect(await put('/passing', 'y')).toMatchObject({ Version: 1 });
  });

  it('lies in a file that only the owner can read', () => {
    expect(statSync(join(dataDir, 'ssm.db')).mode & 0o777).toBe(0o600);
  });
});

describe('what is refused', () => {
  const invalid = { name: 'ValidationException' };

  it('what is not there', async () => {
    await expect(read('/nothing')).rejects.toThrow(ParameterNotFound);
    await put('/something', 'x');
    await expect(read('/something:2')).rejects.toThrow(ParameterVersionNotFound);
    await expect(read('/something:label')).rejects.toThrow(ParameterVersionNotFound);
  });

  it('to replace a value by mistake, or by one of another type', async () => {
    await put('/taken', 'x');
    await expect(put('/taken', 'y')).rejects.toThrow(ParameterAlreadyExists);
    await expect(put('/taken', 'y', { Overwrite: true, Type: 'String' })).rejects.toThrow(
      HierarchyTypeMismatchException,
    );
    expect((await read('/taken'))?.Value).toBe('x');
  });

  it('names that cannot be', async () => {
    for (const name of ['with space', 'a/b', '/a/', '/aws/x', 'SSM-x', '/a:1']) {
      await expect(put(name, 'x')).rejects.toMatchObject(invalid);
    }
    await expect(put('/l'.repeat(16), 'x')).rejects.toMatchObject({ name: 'HierarchyLevelLimitExceededException' });
    expect(await put('/l'.repeat(15), 'x')).toMatchObject({ Version: 1 });
  });

  it('values that are empty or too long, and a first one without a type', async () => {
    await expect(put('/size', '')).rejects.toMatchObject(invalid);
    await expect(put('/size', 'é'.repeat(2_049))).rejects.toMatchObject(invalid);
    await expect(put('/size', 'x', { Type: undefined })).rejects.toMatchObject(invalid);
    await put('/size', 'é'.repeat(2_048));
  });

  it('other keys than that of AWS', async () => {
    await put('/key', 'x', { KeyId: 'alias/aws/ssm' });
    await expect(put('/key', 'x', { KeyId: 'alias/mine', Overwrite: true })).rejects.toMatchObject({
      name: 'InvalidKeyId',
    });
    await expect(put('/open', 'x', { KeyId: 'alias/aws/ssm', Type: 'String' })).rejects.toMatchObject(invalid);
  });
});

it('after kill -9, parameters and their versions are there', async () => {
  const folder = makeFolder();
  const start = () => startProcess('local/cloud/ssm/start-ssm.ts', 'startSsm({ port: 0, dataDir })', folder);
  const first = await start();
  const before = new SSMClient(clientConfig(first.url));
  const input = { Name: '/kept', Type: 'SecureString', Overwrite: true } as const;
  for (const Value of ['one', 'two']) await before.send(new PutParameterCommand({ ...input, Value }));
  before.destroy();
  await first.kill();

  const second = await start();
  const after = new SSMClient(clientConfig(second.url));
  for (const [Name, Value] of [
    ['/kept', 'two'],
    ['/kept:1', 'one'],
  ]) {
    const { Parameter } = await after.send(new GetParameterCommand({ Name, WithDecryption: true }));
    expect(Parameter?.Value).toBe(Value);
  }
  after.destroy();
  await second.kill();
});
