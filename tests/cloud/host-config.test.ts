import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildAdjustEnvironment } from '../../local/config/adjust-environment.ts';
import { describeSite } from '../../local/config/describe-site.ts';
import { readLocalConfig } from '../../local/config/local-config.ts';
import { buildSecureParameters } from '../../local/config/secure-parameters.ts';
import { simulatedAddresses } from '../../local/config/simulated-platforms.ts';
import { tempFolder } from '../support/temp-folder.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const read = (environment: Record<string, string>, file = '') => {
  writeFileSync(join(folder.path, '.env'), file);
  return readLocalConfig(folder.path, environment);
};
const credentials = 'GOOGLE_CLIENT_ID=id\nGOOGLE_CLIENT_SECRET="secret"\n';

describe('settings', () => {
  it('have defaults', () => {
    expect(readLocalConfig(folder.path, {})).toEqual({
      port: 3000,
      host: undefined,
      dataDir: join(folder.path, '.hopper'),
      autoConsent: false,
      demoFiles: true,
      redisUrl: undefined,
      ownClients: {},
      environment: {},
    });
  });

  it('come from .env, and from the environment before that; nothing counts as not set', () => {
    const config = read(
      { PORT: '4000', SIM_AUTO_CONSENT: '1', HOPPER_DATA_DIR: '' },
      `PORT=5000\nREDIS_URL=\n${credentials}`,
    );
    expect(config).toMatchObject({ port: 4000, autoConsent: true, redisUrl: undefined });
    expect(config.ownClients).toEqual({ google: { clientId: 'id', clientSecret: 'secret' } });
  });

  it('may be in another file', () => {
    writeFileSync(join(folder.path, 'other.env'), 'PORT=6000');
    expect(read({ HOPPER_ENV_FILE: 'other.env' }).port).toBe(6000);
  });
});

describe('the platform secrets', () => {
  it('are those of the simulated platforms, or the person’s own', () => {
    const parse = (config: ReturnType<typeof read>) =>
      JSON.parse(buildSecureParameters(config)['/hopper-local/platforms'] ?? '');
    expect(parse(read({}))).toMatchObject({
      google: { clientId: 'hopper-local', clientSecret: 'hopper-local-secret' },
      tiktok: { clientKey: 'hopper-local', clientSecret: 'hopper-local-secret' },
      instagram: { clientId: 'hopper-local-instagram', clientSecret: 'hopper-local-instagram-secret' },
      facebook: { clientId: 'hopper-local-facebook', clientSecret: 'hopper-local-facebook-secret' },
    });
    expect(parse(read({}, credentials))).toMatchObject({
      google: { clientId: 'id', clientSecret: 'secret' },
      tiktok: { clientKey: 'hopper-local' },
    });
  });

  it('of one platform do not make the others real', () => {
    const { ownClients } = read({}, credentials);
    const addresses = simulatedAddresses('http://127.0.0.1:2', ownClients);
    expect(addresses).not.toHaveProperty('YOUTUBE_API_URL');
    expect(addresses).toMatchObject({ TIKTOK_API_URL: 'http://127.0.0.1:2/tiktok' });
  });

  it('tell the page which platforms are simulated', () => {
    const namesWith = (file: string) => Object.keys(JSON.parse(describeSite(read({}, file).ownClients)).simulated);
    expect(namesWith('')).toEqual(['youtube', 'tiktok', 'instagram', 'drive']);
    expect(namesWith(credentials)).toEqual(['tiktok', 'instagram']);
  });
});

describe('the variables of a function', () => {
  const endpoint = (name: string) => `http://127.0.0.1/${name}`;
  const endpoints = {
    dynamodb: endpoint('dynamodb'),
    kms: endpoint('kms'),
    lambda: endpoint('lambda'),
    s3: endpoint('s3'),
    scheduler: endpoint('scheduler'),
    sesv2: endpoint('sesv2'),
    sqs: endpoint('sqs'),
    ssm: endpoint('ssm'),
  };
  const adjust = (declared: Record<string, string>, environment: Record<string, string> = {}, simulated = true) =>
    buildAdjustEnvironment({
      endpoints,
      redisUrl: 'redis://127.0.0.1:1',
      originProofHash: 'hash',
      environment,
      platformAddresses: simulated ? simulatedAddresses('http://127.0.0.1:2') : {},
    })({ name: 'hopper-local-videos', environment: declared });

  it('are those of its template with local addresses and keys of its own', () => {
    expect(adjust({ TABLE_NAME: 't' }, {}, false)).toEqual({
      TABLE_NAME: 't',
      AWS_ACCESS_KEY_ID: 'local.hopper-local-videos',
      AWS_SECRET_ACCESS_KEY: 'local-secret-key.hopper-local-videos',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint('dynamodb'),
      AWS_ENDPOINT_URL_KMS: endpoint('kms'),
      AWS_ENDPOINT_URL_LAMBDA: endpoint('lambda'),
      AWS_ENDPOINT_URL_S3: endpoint('s3'),
      AWS_ENDPOINT_URL_SCHEDULER: endpoint('scheduler'),
      AWS_ENDPOINT_URL_SESV2: endpoint('sesv2'),
      AWS_ENDPOINT_URL_SQS: endpoint('sqs'),
      AWS_ENDPOINT_URL_SSM: endpoint('ssm'),
    });
  });

  it('lead to the local Redis, without IAM, where the template has a Redis', () => {
    const adjusted = adjust({ REDIS_URL: 'rediss://user@cache:6379', REDIS_CACHE_NAME: 'hopper' });
    expect(adjusted.REDIS_URL).toBe('redis://127.0.0.1:1');
    expect(adjusted).not.toHaveProperty('REDIS_CACHE_NAME');
    expect(adjust({})).not.toHaveProperty('REDIS_URL');
  });

  it('have the hash of what the local edge shows, where the template asks for one', () => {
    expect(adjust({ ORIGIN_PROOF_HASHES: 'none' }).ORIGIN_PROOF_HASHES).toBe('hash');
    expect(adjust({})).not.toHaveProperty('ORIGIN_PROOF_HASHES');
  });

  it('lead to the simulated platforms, to addresses of the person, or to the real ones', () => {
    expect(adjust({}).YOUTUBE_API_URL).toBe('http://127.0.0.1:2/youtube');
    expect(adjust({}, { YOUTUBE_API_URL: 'http://mine' }).YOUTUBE_API_URL).toBe('http://mine');
    expect(adjust({}, {}, false)).not.toHaveProperty('YOUTUBE_API_URL');
  });

  it('can be set by the person where the function declares them, and no others', () => {
    const environment = { LEASE_SECONDS: '2', TOKEN_KEY_ID: 'k', HOME: '/home/me', SOMETHING_ELSE: 'x' };
    const adjusted = adjust({ LEASE_SECONDS: '30' }, environment);
    expect(adjusted.LEASE_SECONDS).toBe('2');
    for (const name of ['TOKEN_KEY_ID', 'HOME', 'SOMETHING_ELSE']) expect(adjusted).not.toHaveProperty(name);
  });
});
