import { join } from 'node:path';
import { startDynamo } from '../../../local/cloud/dynamo/start-dynamo.ts';
import type { ServiceEndpoints } from '../../../local/cloud/host/service-endpoints.ts';
import { LogFile } from '../../../local/cloud/processes/log-file.ts';
import { allocatePorts } from '../../../local/cloud/processes/ports.ts';
import { startNodeChild } from '../../../local/cloud/processes/start-node-child.ts';

const names = ['dynamodb', 'dynamodbEngine', 'kms', 's3', 'scheduler', 'sesv2', 'sqs', 'ssm'] as const;

/** All local AWS services as processes of their own, on a folder that outlives them. */
export async function startServiceBench(folder: string, lambdaUrl = 'http://127.0.0.1:9') {
  const { dynamodbEngine, ...ports } = await allocatePorts(folder, names);
  const log = new LogFile(join(folder, 'logs/services.log'));
  const report = (line: string) => log.write(`${line}\n`);
  const dynamo = await startDynamo({ port: dynamodbEngine, dataDir: folder, log, report });
  const cloud = await startNodeChild({
    file: join(import.meta.dirname, '../../../local/cloud/servers.ts'),
    options: { dataDir: join(folder, 'cloud'), ports, engineUrl: dynamo.url, lambdaUrl },
    log,
  });
  const url = (port: number) => `http://127.0.0.1:${port}`;
  const endpoints: ServiceEndpoints = {
    dynamodb: url(ports.dynamodb),
    kms: url(ports.kms),
    lambda: lambdaUrl,
    s3: url(ports.s3),
    scheduler: url(ports.scheduler),
    sesv2: url(ports.sesv2),
    sqs: url(ports.sqs),
    ssm: url(ports.ssm),
  };
  return {
    endpoints,
    cloud,
    stop: async () => {
      await Promise.all([cloud.stop(), dynamo.stop()]);
    },
  };
}
