import { join } from 'node:path';
import { callService } from '../cloud/host/call-service.ts';
import { accessKeyOf } from '../cloud/iam/access-key.ts';
import { Admission } from '../cloud/lambda/admission.ts';
import { AsyncEvents } from '../cloud/lambda/async-events.ts';
import { EventStore } from '../cloud/lambda/event-store.ts';
import { startInvokeApi } from '../cloud/lambda/invoke-api.ts';
import { LambdaService } from '../cloud/lambda/lambda-service.ts';
import type { Shutdown } from '../cloud/processes/shutdown.ts';
import { lambdaCapacity } from './lambda-capacity.ts';
import type { Services } from './start-services.ts';

export interface LambdaOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Resolves when all functions are known. */
  readonly ready: Promise<void>;
  readonly services: Promise<Services>;
  readonly shutdown: Shutdown;
  report(line: string): void;
}

/**
 * Starts the local Lambda in this process: its functions, the events that wait for them, and the operation that invokes.
 * Functions and events are the caller's to stop.
 */
export async function startLambda(options: LambdaOptions): Promise<{ lambda: LambdaService; events: AsyncEvents }> {
  const { dataDir, port, ready, services, shutdown, report } = options;
  const folders = { logDir: join(dataDir, 'logs'), codeCacheDir: join(dataDir, 'code-cache') };
  const lambda = new LambdaService(lambdaCapacity, folders, report);
  const events = new AsyncEvents({
    lambda,
    store: new EventStore(join(dataDir, 'lambda')),
    tell: async (functionName, queueArn, MessageBody) => {
      const { sqs } = (await services).endpoints;
      const QueueUrl = `${sqs}/${queueArn.split(':').slice(-2).join('/')}`;
      await callService(sqs, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody }, accessKeyOf(functionName));
    },
    report,
  });
  const api = await startInvokeApi(port, {
    lambda,
    events,
    ready,
    admit: async (accessKeyId, functionName) =>
      Admission.parse(await (await services).askCloud({ kind: 'admit-invoke', accessKeyId, functionName })),
  });
  shutdown.add(api.close);
  return { lambda, events };
}
