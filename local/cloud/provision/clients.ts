import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ServiceEndpoints } from '../host/service-endpoints.ts';
import { localClientOptions } from './local-client-options.ts';

/** A client of every service in which resources are created. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly secretsmanager: SecretsManagerClient;
  readonly sesv2: SESv2Client;
  readonly sqs: SQSClient;
}

export function buildClients(endpoints: ServiceEndpoints): Clients {
  return {
    dynamodb: new DynamoDBClient(localClientOptions(endpoints.dynamodb)),
    kms: new KMSClient(localClientOptions(endpoints.kms)),
    s3: new S3Client({ ...localClientOptions(endpoints.s3), forcePathStyle: true }),
    scheduler: new SchedulerClient(localClientOptions(endpoints.scheduler)),
    secretsmanager: new SecretsManagerClient(localClientOptions(endpoints.secretsmanager)),
    sesv2: new SESv2Client(localClientOptions(endpoints.sesv2)),
    sqs: new SQSClient(localClientOptions(endpoints.sqs)),
  };
}

export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
