import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ServiceEndpoints } from '../host/service-endpoints.ts';
import { localClientOptions } from './local-client-options.ts';

/** A client of every service in which something is created. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly sesv2: SESv2Client;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
}

export function buildClients(endpoints: ServiceEndpoints): Clients {
  return {
    dynamodb: new DynamoDBClient(localClientOptions(endpoints.dynamodb)),
    kms: new KMSClient(localClientOptions(endpoints.kms)),
    s3: new S3Client({ ...localClientOptions(endpoints.s3), forcePathStyle: true }),
    scheduler: new SchedulerClient(localClientOptions(endpoints.scheduler)),
    sesv2: new SESv2Client(localClientOptions(endpoints.sesv2)),
    sqs: new SQSClient(localClientOptions(endpoints.sqs)),
    ssm: new SSMClient(localClientOptions(endpoints.ssm)),
  };
}

export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
