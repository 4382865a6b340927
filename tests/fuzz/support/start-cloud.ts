import { createServer } from 'node:http';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startKms } from '../../../local/cloud/kms/start-kms.ts';
import { listenLocally } from '../../../local/cloud/processes/listen-locally.ts';
import { startS3 } from '../../../local/cloud/s3/start-s3.ts';
import { startScheduler } from '../../../local/cloud/scheduler/start-scheduler.ts';
import { startSqs } from '../../../local/cloud/sqs/start-sqs.ts';
import { startSsm } from '../../../local/cloud/ssm/start-ssm.ts';
import { oauthClients } from '../../../local/config/oauth-clients.ts';
import { simulatedAddresses } from '../../../local/config/simulated-platforms.ts';
import { startPlatforms } from '../../../local/platforms/start-platforms.ts';
import type { Table } from '../../../shared/adapters/dynamo/table.ts';
import { publishQueueArnVariable, publishQueueVariable } from '../../../shared/config/env.ts';
import { platformNames } from '../../../shared/contract/platform-names.ts';
import { startJsRedis } from '../../adapters/redis-servers.ts';
import { startTcpProxy } from '../../adapters/tcp-proxy.ts';
import { startDynoxide } from '../../support/dynoxide.ts';
import { silenceLogs } from '../../support/silence-logs.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestTable } from '../../support/test-table.ts';

export interface Cloud {
  readonly table: Table;
  close(): Promise<void>;
}

/** As the simulated platforms allow it for an app on this machine. */
export const origin = 'http://localhost:3443';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;

/** Everything that the API's functions talk to, in this process, and the environment that leads them there. */
export async function startCloud(): Promise<Cloud> {
  const folder = await tempFolder();
  const options = { port: 0, dataDir: folder.path };
  const dynamo = await startDynoxide();
  const redis = await startJsRedis();
  // The functions never hang up; the wire between does.
  const wire = await startTcpProxy(Number(new URL(redis.url).port));
  const s3 = await startS3({ ...options, dataDir: `${folder.path}/s3`, credentials, notify: async () => undefined });
  const sqs = await startSqs(options);
  const kms = await startKms(options);
  const ssm = await startSsm(options);
  // Takes every event and lets nothing come of it.
  const lambda = await listenLocally(
    createServer((_request, response) => response.writeHead(202).end()),
    0,
  );
  const scheduler = await startScheduler({ ...options, deliver: async () => undefined });
  const redirectUris = [
    ...platformNames.map((platform) => `${origin}/api/auth/${platform}/callback`),
    ...['source', 'destination', 'google'].map((consent) => `${origin}/auth/${consent}/callback`),
  ];
  const platforms = await startPlatforms({ dataDir: `${folder.path}/platforms`, autoConsent: true, redirectUris });
  const table = await createTestTable(dynamo.url);

  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    AWS_ENDPOINT_URL_KMS: kms.url,
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    ...simulatedAddresses(platforms.url),
    APP_ORIGIN: origin,
    REGISTRATION: 'open',
    REDIS_URL: `redis://127.0.0.1:${wire.port}`,
    TABLE_NAME: table.name,
  });
  Object.assign(process.env, await createResources());
  silenceLogs();

  const running = [platforms, scheduler, lambda, ssm, kms, sqs, s3, wire, redis, dynamo];
  return {
    table,
    async close() {
      table.client.destroy();
      for (const server of running) await server.close();
      await folder.remove();
    },
  };
}

/** What the stacks would make. @returns the variables that name it */
async function createResources(): Promise<Record<string, string>> {
  const client = { region: 'us-east-1', credentials };
  const simulated = Object.entries(oauthClients).map(([name, setup]) => [name, setup.simulated]);
  const s3 = new S3Client({ ...client, endpoint: process.env.AWS_ENDPOINT_URL_S3 ?? '', forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'videos' }));
  const platforms = { Name: '/hopper-test/platforms', Value: JSON.stringify(Object.fromEntries(simulated)) };
  await new SSMClient(client).send(new PutParameterCommand({ ...platforms, Type: 'SecureString' }));
  const { KeyMetadata } = await new KMSClient(client).send(new CreateKeyCommand({}));
  await new SchedulerClient(client).send(new CreateScheduleGroupCommand({ Name: 'hopper-test' }));
  const sqs = new SQSClient(client);
  const queues = await Promise.all(
    platformNames.map(async (platform) => {
      const name = `publish-${platform}`;
      const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
      return [
        [publishQueueVariable(platform), QueueUrl],
        [publishQueueArnVariable(platform), arn('sqs', name)],
      ];
    }),
  );
  const { QueueUrl: transfers = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'transfers' }));
  return {
    TRANSFER_QUEUE_URL: transfers,
    MAILER_FUNCTION: 'hopper-test-mailer',
    ACCOUNT_WORKER_FUNCTION: 'hopper-test-account-worker',
    VIDEOS_BUCKET: 'videos',
    TOKEN_KEY_ID: KeyMetadata?.KeyId ?? '',
    PLATFORM_SECRETS_PARAMETER: platforms.Name,
    SCHEDULE_GROUP: 'hopper-test',
    SCHEDULE_ROLE_ARN: 'arn:aws:iam::000000000000:role/hopper-test-schedules',
    SCHEDULE_DLQ_ARN: arn('sqs', 'publish-youtube'),
    ...Object.fromEntries(queues.flat()),
  };
}
