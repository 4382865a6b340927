import { join } from 'node:path';
import * as z from 'zod';
import { deliver, sendToQueue } from './deliver.ts';
import { startFaultProxy } from './dynamo/fault-proxy.ts';
import { EventBus } from './events/event-bus.ts';
import { EventRule } from './events/event-rule.ts';
import { FaultEngine } from './faults/fault-engine.ts';
import { type FaultService, FaultSet } from './faults/fault-rule.ts';
import { localCredentials } from './host/local-credentials.ts';
import { findSecret } from './iam/access-key.ts';
import { Guard } from './iam/guard.ts';
import { Permissions } from './iam/permissions.ts';
import { buildPermits } from './iam/permits.ts';
import { permitDelivery, permitNotification, permitRule } from './iam/services.ts';
import { arn } from './json-service/local-account.ts';
import { startKms } from './kms/start-kms.ts';
import { CallMeter } from './meter/call-meter.ts';
import { serveOwner } from './processes/serve-owner.ts';
import { defaultBusArn } from './s3/notifications/notification-rules.ts';
import { startS3 } from './s3/start-s3.ts';
import { createFaultyDelivery } from './scheduler/faulty-delivery.ts';
import { startScheduler } from './scheduler/start-scheduler.ts';
import { startSes } from './ses/start-ses.ts';
import { startSqs } from './sqs/start-sqs.ts';
import { startSsm } from './ssm/start-ssm.ts';

const Port = z.int().min(0).max(65_535);
const Options = z.object({
  dataDir: z.string(),
  engineUrl: z.string(),
  ports: z.object({
    dynamodb: Port,
    kms: Port,
    s3: Port,
    scheduler: Port,
    sesv2: Port,
    sqs: Port,
    ssm: Port,
  }),
  lambdaUrl: z.string(),
  /** Gets every right that a function has used. */
  usedGrantsPath: z.string().optional(),
  /** Whether calls are counted, which makes each of them a little slower. */
  isMetered: z.boolean().default(false),
});

const Request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('get-faults') }),
  z.object({ kind: z.literal('set-faults'), faults: FaultSet }),
  z.object({ kind: z.literal('list-mails'), to: z.string().optional() }),
  z.object({ kind: z.literal('set-permissions'), permissions: Permissions }),
  z.object({ kind: z.literal('set-event-rules'), rules: z.array(EventRule) }),
  z.object({ kind: z.literal('admit-invoke'), accessKeyId: z.string(), functionName: z.string() }),
  z.object({ kind: z.literal('list-usage') }),
  z.object({ kind: z.literal('reset-usage') }),
]);

/** The program that runs the local AWS services which are written here, all in one process. */
await serveOwner(async (input) => {
  const { dataDir, ports, engineUrl, lambdaUrl, usedGrantsPath, isMetered } = Options.parse(input);
  const meter = new CallMeter();
  const guard = new Guard({
    path: join(dataDir, 'permissions.json'),
    usedGrantsPath,
    count: (functionName, action) => meter.count(functionName, action),
    report: console.error,
  });
  const permits = buildPermits(guard);
  const faults = new FaultEngine(join(dataDir, 'faults.json'));
  const faultsOf = (service: FaultService) => (operation: string) => faults.takeCallFault(service, operation);
  const sqs = await startSqs({
    port: ports.sqs,
    dataDir,
    faults: faultsOf('sqs'),
    permit: permits.sqs,
    duplicate: () => faults.takeDuplicate(),
  });
  const ses = await startSes({ port: ports.sesv2, dataDir, faults: faultsOf('sesv2'), permit: permits.sesv2 });
  const targets = { sqsUrl: sqs.url, lambdaUrl };
  const bus = new EventBus({
    path: join(dataDir, 'event-rules.json'),
    invoke: permitRule(guard, (functionArn, body) => deliver(targets, functionArn, { body })),
  });
  const running = [
    sqs,
    ses,
    await startFaultProxy({
      port: ports.dynamodb,
      engineUrl,
      takeFault: faultsOf('dynamodb'),
      permit: permits.dynamodb,
      ...(isMetered && { meter }),
    }),
    await startKms({ port: ports.kms, dataDir, faults: faultsOf('kms'), permit: permits.kms }),
    await startSsm({ port: ports.ssm, dataDir, faults: faultsOf('ssm'), permit: permits.ssm }),
    await startS3({
      port: ports.s3,
      dataDir: join(dataDir, 's3'),
      credentials: { ...localCredentials, findSecret },
      permit: permits.s3,
      notify: permitNotification(guard, ({ targetArn, body }) =>
        targetArn === defaultBusArn ? bus.put(body) : sendToQueue(sqs.url, targetArn, { body }),
      ),
      faults: ({ operation }) => faults.takeCallFault('s3', operation),
    }),
    await startScheduler({
      port: ports.scheduler,
      dataDir,
      deliver: createFaultyDelivery(
        faultsOf('scheduler'),
        permitDelivery(guard, ({ targetArn, input: body, messageGroupId, attributes }) =>
          deliver(targets, targetArn, { body, messageGroupId, attributes }),
        ),
      ),
      faults: faultsOf('scheduler'),
      permit: permits.scheduler,
    }),
  ];
  return {
    onRequest: (request) => {
      const parsed = Request.parse(request);
      if (parsed.kind === 'admit-invoke') {
        const resource = arn('lambda', `function:${parsed.functionName}`);
        const need = { action: 'lambda:InvokeFunction', resource };
        const refusal = guard.findRefusal(parsed.accessKeyId, () => [need]);
        return { refusal, fault: refusal === undefined ? faults.takeCallFault('lambda', 'Invoke') : undefined };
      }
      if (parsed.kind === 'set-event-rules') bus.set(parsed.rules);
      if (parsed.kind === 'list-mails') return ses.mails.list(parsed.to);
      if (parsed.kind === 'list-usage') return meter.list();
      if (parsed.kind === 'reset-usage') meter.reset();
      if (parsed.kind === 'set-faults') faults.set(parsed.faults);
      if (parsed.kind === 'set-permissions') guard.set(parsed.permissions);
      return faults.state;
    },
    // In reverse: whoever delivers to others stops before they do.
    close: async () => {
      for (const service of running.toReversed()) await service.close();
    },
  };
});
