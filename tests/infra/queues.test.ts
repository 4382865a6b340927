import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { getStage } from '../../infra/stages.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { readFunctions } from './support/functions.ts';
import { readStatements } from './support/statements.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');

const Queue = z.object({
  QueueName: z.string(),
  SqsManagedSseEnabled: z.literal(true),
  VisibilityTimeout: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  RedriveAllowPolicy: z
    .object({ redrivePermission: z.string(), sourceQueueArns: z.array(z.string()).optional() })
    .optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  FunctionResponseTypes: z.array(z.string()),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  // A filter would delete what it does not match.
  FilterCriteria: z.never().optional(),
});

const queues = stage.ofType('AWS::SQS::Queue').map(({ name, properties }) => ({ name, ...Queue.parse(properties) }));
const mappings = stage.ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => Mapping.parse(properties));
const dead = 'hopper-dev-dead';
const publishNames = platformNames.map((platform) => `hopper-dev-publish-${platform}`);

const working = [...publishNames, ...['probe', 'transfers', 'removals', 'mails'].map((name) => `hopper-dev-${name}`)];

describe('queues', () => {
  it('are one per platform, one for arrived videos, one for transfers, one for removals, one for mails, and one for the dead letters of all', () => {
    expect(queues.map(({ QueueName }) => QueueName).sort()).toEqual([...working, dead].sort());
  });

  it('lay aside what cannot be handled', () => {
    for (const { QueueName, RedrivePolicy } of queues.filter((queue) => queue.QueueName !== dead)) {
      expect(RedrivePolicy).toEqual({
        deadLetterTargetArn: `queue:${dead}.Arn`,
        maxReceiveCount: QueueName.includes('probe') ? 5 : 10,
      });
    }
  });

  it('hide a message for longer than its function may run', () => {
    expect(mappings).toHaveLength(platformNames.length + 4);
    for (const { EventSourceArn, FunctionName } of mappings) {
      const queue = queues.find(({ name }) => `${name}.Arn` === EventSourceArn);
      const fn = readFunctions(stage).find((candidate) => `function:${candidate.FunctionName}` === FunctionName);
      expect(queue?.VisibilityTimeout).toBeGreaterThan(fn?.Timeout ?? Number.NaN);
    }
  });

  it('refuse plain HTTP', () => {
    const policies = stage.ofType('AWS::SQS::QueuePolicy').map(({ properties }) => ({
      queues: properties.Queues,
      first: readStatements(properties.PolicyDocument)[0],
    }));
    expect(policies).toHaveLength(queues.length);
    for (const { name } of queues) {
      const { first } = policies.find((policy) => String(policy.queues) === name) ?? {};
      expect(first).toEqual({
        Effect: 'Deny',
        Principal: { AWS: ['*'] },
        Action: ['sqs:*'],
        Resource: [name],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
    }
  });

  it('feed their functions, which may report single failures', () => {
    const { publishConcurrency, transferConcurrency } = getStage('dev');
    const byQueue = Object.fromEntries(mappings.map(({ EventSourceArn, ...mapping }) => [EventSourceArn, mapping]));
    const publishing = publishNames.map((name) => [
      `queue:${name}.Arn`,
      {
        FunctionName: 'function:hopper-dev-publish-worker',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: publishConcurrency },
      },
    ]);
    expect(byQueue).toEqual({
      ...Object.fromEntries(publishing),
      'queue:hopper-dev-probe.Arn': {
        FunctionName: 'function:hopper-dev-media-probe',
        BatchSize: 5,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
      'queue:hopper-dev-transfers.Arn': {
        FunctionName: 'function:hopper-dev-transfer-worker',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: transferConcurrency },
      },
      'queue:hopper-dev-mails.Arn': {
        FunctionName: 'function:hopper-dev-mailer',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
      'queue:hopper-dev-removals.Arn': {
        FunctionName: 'function:hopper-dev-account-worker',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    });
  });
});

describe('dead letters', () => {
  const queue = queues.find(({ QueueName }) => QueueName === dead);

  it('are kept for 14 days, where nothing is laid aside again', () => {
    expect(queue).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
    expect(queue?.RedrivePolicy).toBeUndefined();
  });

  it('come from these queues and no other; SQS takes the names of ten at most', () => {
    const { redrivePermission, sourceQueueArns = [] } = queue?.RedriveAllowPolicy ?? {};
    expect(redrivePermission).toBe('byQueue');
    expect([...sourceQueueArns].sort()).toEqual(
      working.map((name) => `arn:<Partition>:sqs:<Region>:<AccountId>:${name}`).sort(),
    );
    expect(sourceQueueArns.length).toBeLessThanOrEqual(10);
  });

  it('are sent by nobody but Scheduler, with its role', () => {
    const policy = stage.get('AWS::SQS::QueuePolicy', 'DeadLettersQueuePolicy');
    const role = 'hopper-dev-app-SchedulesRole';
    expect(readStatements(policy.properties.PolicyDocument)).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: ['*'] },
      Action: ['sqs:SendMessage'],
      Resource: [`queue:${dead}`],
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': `arn:<Partition>:iam::<AccountId>:role/${role}*` },
        Null: { 'aws:PrincipalArn': 'false' },
      },
    });
    // As CloudFormation names a role that has no name of its own.
    const { stack, logicalId, properties } = stage.get('AWS::IAM::Role', 'SchedulesRole');
    expect(properties.RoleName).toBeUndefined();
    expect(`${stack}-${logicalId}`).toMatch(new RegExp(`^${role}`));
  });
});

describe('an arrived video', () => {
  const bucket = stage.get('AWS::S3::Bucket', '<Region>');

  it('is announced to the probe queue', () => {
    expect(bucket.properties.NotificationConfiguration).toEqual({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Queue: 'queue:hopper-dev-probe.Arn',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'videos/' }] } },
        },
      ],
    });
  });

  it('can be, because the queue lets in this bucket and no other, before the bucket is made', () => {
    const policy = stage.ofType('AWS::SQS::QueuePolicy').find(({ name }) => bucket.dependsOn.includes(name));
    expect(policy?.properties.Queues).toEqual(['queue:hopper-dev-probe']);
    expect(readStatements(policy?.properties.PolicyDocument)).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: ['s3.amazonaws.com'] },
      Action: ['sqs:SendMessage'],
      Resource: ['queue:hopper-dev-probe'],
      Condition: {
        ArnEquals: { 'aws:SourceArn': `arn:<Partition>:s3:::${bucket.properties.BucketName}` },
        StringEquals: { 'aws:SourceAccount': '<AccountId>' },
      },
    });
  });
});

describe('the schedule of the sweeper', () => {
  it('runs every minute, is not tried again and has a dead-letter queue', () => {
    expect(stage.get('AWS::Scheduler::Schedule').properties).toEqual({
      Name: 'hopper-dev-sweeper',
      GroupName: 'schedule-group:hopper-dev',
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'function:hopper-dev-sweeper.Arn',
        RoleArn: 'role:SchedulesRole.Arn',
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: `queue:${dead}.Arn` },
      },
    });
    expect(stage.get('AWS::Lambda::EventInvokeConfig').properties).toMatchObject({
      FunctionName: 'function:hopper-dev-sweeper',
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('leaves a run time to end before the next', () => {
    const sweeper = readFunctions(stage).find(({ name }) => name === 'sweeper');
    expect(sweeper?.Timeout).toBeLessThan(60);
  });
});
