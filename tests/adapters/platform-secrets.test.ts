import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RunningService } from '../../local/cloud/json-service/start-http-service.ts';
import { startSsm } from '../../local/cloud/ssm/start-ssm.ts';
import { createPlatformSecrets } from '../../shared/adapters/secrets/platform-secrets.ts';
import { loadCredentials } from '../../shared/domain/connections/platform-secrets.ts';
import { clientConfig } from '../cloud/json-service-process.ts';
import { useLocalService } from '../support/local-credentials.ts';
import { tempFolder } from '../support/temp-folder.ts';

const google = { clientId: 'id', clientSecret: 'quite-secret' };
let folder: Awaited<ReturnType<typeof tempFolder>>;
let service: RunningService;
let client: SSMClient;
let asked = 0;
let refuses = false;

beforeAll(async () => {
  folder = await tempFolder();
  const permit = (_: string, operation: string) => {
    if (operation === 'GetParameter') asked++;
    return refuses ? 'not allowed' : undefined;
  };
  service = await startSsm({ port: 0, dataDir: folder.path, permit });
  useLocalService('AWS_ENDPOINT_URL_SSM', service.url);
  client = new SSMClient(clientConfig(service.url));
});
afterAll(async () => {
  client.destroy();
  await service.close();
  await folder.remove();
});

const put = (Name: string, Value: string) =>
  client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));

it('without a parameter no platform is set up, until somebody puts one: five minutes later it counts', async () => {
  let time = 0;
  const secrets = createPlatformSecrets('/later/platforms', () => time);
  expect(await secrets.load()).toEqual({});
  await expect(loadCredentials(secrets, 'google', 'YouTube')).rejects.toThrow('not_set_up');
  await put('/later/platforms', JSON.stringify({ google }));
  time = 5 * 60_000;
  expect(await secrets.load()).toEqual({ google });
  await put('/later/platforms', '{}');
  const before = asked;
  time += 5 * 60_000 - 1;
  expect(await secrets.load()).toEqual({ google });
  expect(asked).toBe(before);
  time++;
  expect(await secrets.load()).toEqual({});
});

it('one platform’s mistake does not concern the others', async () => {
  await put('/half/platforms', JSON.stringify({ google, tiktok: { clientId: 'of another kind' } }));
  expect(await createPlatformSecrets('/half/platforms').load()).toEqual({ google });
});

it('what is no JSON is not quoted', async () => {
  await put('/broken/platforms', '{"google": quite-secret');
  await expect(createPlatformSecrets('/broken/platforms').load()).rejects.toThrow(
    /^The parameter with the platform credentials is not a JSON object\.$/,
  );
});

it('a refusal is none to remember, and does not count as "not set up"', async () => {
  await put('/refused/platforms', JSON.stringify({ google }));
  const secrets = createPlatformSecrets('/refused/platforms');
  refuses = true;
  await expect(secrets.load()).rejects.toThrow('not allowed');
  refuses = false;
  expect(await secrets.load()).toEqual({ google });
});
