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

const working = [...publishNames, 'hopper-dev-transfers'];

describe('queues', () => {
  // Lambda asks a queue all the time, which costs money while nobody uses Hopper.
  it('are one per platform, one for transfers, and one for the dead letters of all', () => {
    expect(queues.map(({ QueueName }) => QueueName).sort()).toEqual([...working, dead].sort());
  });

  it('lay aside what cannot be handled', () => {
    for (const { RedrivePolicy } of queues.filter((queue) => queue.QueueName !== dead)) {
      expect(RedrivePolicy).toEqual({ deadLetterTargetArn: `queue:${dead}.Arn`, maxReceiveCount: 10 });
    }
  });

  it('hide a message for longer than its function may run', () => {
    expect(mappings).toHaveLength(platformNames.length + 1);
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
      'queue:hopper-dev-transfers.Arn': {
        FunctionName: 'function:hopper-dev-transfer-worker',
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: transferConcurrency },
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

  const statements = readStatements(
    stage.get('AWS::SQS::QueuePolicy', 'DeadLettersQueuePolicy').properties.PolicyDocument,
  );

  it('are sent by no role but those of Scheduler and of the function whose events nobody else repairs', () => {
    const roles = ['SchedulesRole', 'mediaprobeRole'];
    expect(statements).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: ['*'] },
      Action: ['sqs:SendMessage'],
      Resource: [`queue:${dead}`],
      Condition: {
        ArnNotEquals: {
          'aws:PrincipalArn': roles.map((role) => `arn:<Partition>:iam::<AccountId>:role/hopper-dev-app-${role}*`),
        },
        Null: { 'aws:PrincipalArn': 'false' },
      },
    });
    // As CloudFormation names a role that has no name of its own.
    for (const role of roles) {
      const { stack, logicalId, properties } = stage.get('AWS::IAM::Role', role);
      expect(properties.RoleName).toBeUndefined();
      expect(`${stack}-${logicalId}`).toMatch(new RegExp(`^hopper-dev-app-${role}`));
    }
  });

  it('are sent by EventBridge for the rule of arrived videos', () => {
    expect(statements).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: ['events.amazonaws.com'] },
      Action: ['sqs:SendMessage'],
      Resource: [`queue:${dead}`],
      Condition: {
        ArnEquals: { 'aws:SourceArn': 'arn:<Partition>:events:<Region>:<AccountId>:rule/hopper-dev-arrivals' },
      },
    });
  });
});

describe('an arrived video', () => {
  const bucket = stage.get('AWS::S3::Bucket', '<Region>');
  const rule = stage.get('AWS::Events::Rule');

  it('is told to EventBridge', () => {
    expect(bucket.properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  it('invokes the probe, which is tried for a day and then laid aside', () => {
    expect(rule.properties).toEqual({
      Name: 'hopper-dev-arrivals',
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket.properties.BucketName] }, object: { key: [{ prefix: 'videos/' }] } },
      },
      Targets: [
        {
          Id: 'media-probe',
          Arn: 'function:hopper-dev-media-probe.Arn',
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: `queue:${dead}.Arn` },
        },
      ],
    });
  });

  it('does so for this rule of this account alone', () => {
    const permissions = stage
      .ofType('AWS::Lambda::Permission')
      .map(({ properties }) => properties)
      .filter(({ Principal }) => Principal !== 'apigateway.amazonaws.com');
    expect(permissions).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: 'function:hopper-dev-media-probe.Arn',
        Principal: 'events.amazonaws.com',
        SourceArn: `${rule.name}.Arn`,
        SourceAccount: '<AccountId>',
      },
    ]);
  });
});

describe('an event that a function cannot handle', () => {
  const settings = Object.fromEntries(
    stage.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [properties.FunctionName, properties]),
  );
  const hint = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300 };

  it('is tried twice more and laid aside, where it is the only one', () => {
    expect(settings['function:hopper-dev-media-probe']).toMatchObject({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: `queue:${dead}.Arn` } },
    });
  });

  it.each(['mailer', 'account-worker'])('of %s is given up: the row stays, and the sweeper sends another', (name) => {
    const { DestinationConfig, ...given } = settings[`function:hopper-dev-${name}`] ?? {};
    expect(given).toMatchObject(hint);
    expect(DestinationConfig).toBeUndefined();
  });

  it('has settings for every function that is invoked this way', () => {
    expect(Object.keys(settings).sort()).toEqual(
      ['account-worker', 'mailer', 'media-probe', 'sweeper'].map((name) => `function:hopper-dev-${name}`),
    );
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
    const settings = stage.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => properties);
    expect(settings.find(({ FunctionName }) => FunctionName === 'function:hopper-dev-sweeper')).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('leaves a run time to end before the next', () => {
    const sweeper = readFunctions(stage).find(({ name }) => name === 'sweeper');
    expect(sweeper?.Timeout).toBeLessThan(60);
  });
});
