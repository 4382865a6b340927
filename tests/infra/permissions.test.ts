import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { publishQueueArnVariable, publishQueueVariable } from '../../shared/config/env.ts';
import { tokenPartitions } from '../../shared/config/table.ts';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { readFunctions } from './support/functions.ts';
import { renderPermissionMatrix } from './support/permission-matrix.ts';
import { statementsOfRole } from './support/statements.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');
const functions = readFunctions(stage);
const allowed = functions.flatMap(({ name, statements }) =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      Resource.flatMap((resource) => Action.map((action) => ({ name, action, resource }))),
    ),
);

/** Names of the functions that may do something to a resource. */
function whoMay(action: RegExp, resource = /./): string[] {
  const names = allowed.filter((grant) => action.test(grant.action) && resource.test(grant.resource));
  return [...new Set(names.map(({ name }) => name))].sort();
}

describe('the permission matrix', () => {
  it('is up to date: if this change is meant, run node tests/infra/support/permission-matrix.ts and read the difference', () => {
    const committed = readFileSync(new URL('permission-matrix.md', import.meta.url), 'utf8');
    expect(renderPermissionMatrix(stage)).toBe(committed);
  });
});

describe('a function', () => {
  it('may do something to everything only where EC2 leaves no choice', () => {
    const everywhere = allowed.filter(({ resource }) => resource === '*');
    expect(new Set(everywhere.map(({ name, action }) => `${name} ${action}`))).toEqual(
      new Set(
        ['authorizer', 'auth', 'session'].flatMap((name) => [
          `${name} ec2:AssignPrivateIpAddresses`,
          `${name} ec2:CreateNetworkInterface`,
          `${name} ec2:DeleteNetworkInterface`,
          `${name} ec2:DescribeNetworkInterfaces`,
          `${name} ec2:DescribeSubnets`,
          `${name} ec2:UnassignPrivateIpAddresses`,
        ]),
      ),
    );
  });

  it('may not use the right to plug itself into a network', () => {
    for (const name of ['authorizer', 'auth', 'session']) {
      const { statements = [], FunctionName } = functions.find((fn) => fn.name === name) ?? {};
      const denied = statements.find(({ Effect }) => Effect === 'Deny');
      expect(denied?.Action).toEqual(statements.find(({ Resource }) => Resource.includes('*'))?.Action);
      expect(denied?.Condition).toEqual({
        ArnEquals: {
          'lambda:SourceFunctionArn': `arn:<Partition>:lambda:<Region>:<AccountId>:function:${FunctionName}`,
        },
      });
    }
  });

  it('names every action, and every resource but the objects of the videos bucket and the schedules of posts', () => {
    expect(allowed.filter(({ action }) => action.includes('*'))).toEqual([]);
    const open = allowed.filter(({ resource }) => resource !== '*' && resource.includes('*'));
    const objects = 'arn:<Partition>:s3:::hopper-dev-videos-<AccountId>-<Region>/videos/*';
    const schedules = 'arn:<Partition>:scheduler:<Region>:<AccountId>:schedule/hopper-dev/*';
    expect(new Set(open.map(({ resource }) => resource))).toEqual(new Set([objects, schedules]));
  });

  it('has a role of its own without managed policies, for Lambda alone', () => {
    expect(new Set(functions.map(({ Role }) => Role)).size).toBe(functions.length);
    for (const { properties } of stage.ofType('AWS::IAM::Role')) expect(properties.ManagedPolicyArns).toBeUndefined();
    for (const { Role } of functions) {
      const trust = stage.get('AWS::IAM::Role', Role).properties.AssumeRolePolicyDocument;
      expect(trust).toMatchObject({ Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] });
    }
  });

  it('writes no log but its own', () => {
    const logs = allowed.filter(({ action }) => action.startsWith('logs:'));
    const own = functions.flatMap(({ name, LoggingConfig }) =>
      ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
        name,
        action,
        resource: LoggingConfig.LogGroup,
      })),
    );
    expect(logs).toEqual(own);
  });
});

describe('who may touch what', () => {
  it('nobody scans the table', () => {
    expect(whoMay(/^dynamodb:(Scan|PartiQL)/)).toEqual([]);
  });

  it('only the sweeper looks through the unfinished work of everybody', () => {
    expect(whoMay(/^dynamodb:/, /\/index\/work/)).toEqual(['sweeper']);
  });

  it('only the functions that make rows may put them', () => {
    expect(whoMay(/^dynamodb:PutItem$/)).toEqual([
      'account',
      'account-worker',
      'auth',
      'connections',
      'drive',
      'mailer',
      'publish-worker',
      'session',
      'settings',
      'transfer-worker',
      'videos',
    ]);
  });

  it('the tokens can be opened by those who talk to the platforms, and only with the whole context', () => {
    expect(whoMay(/^kms:/)).toEqual(['account-worker', 'connections', 'drive', 'publish-worker', 'transfer-worker']);
    const statements = functions.flatMap((fn) => fn.statements).filter(({ Action }) => Action.includes('kms:Decrypt'));
    for (const { Action, Resource, Condition } of statements) {
      expect({ Action, Resource }).toEqual({
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: ['key:TokenKey'],
      });
      expect(Condition).toEqual({
        Null: {
          'kms:EncryptionContext:userId': 'false',
          'kms:EncryptionContext:connectionId': 'false',
          'kms:EncryptionContext:purpose': 'false',
        },
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['userId', 'connectionId', 'purpose'] },
        StringEquals: { 'kms:EncryptionContext:purpose': 'oauth-tokens' },
      });
    }
  });

  it('mails are sent by the mailer alone, from the one address of the stage', () => {
    expect(whoMay(/^ses:/)).toEqual(['mailer']);
    const [statement] = functions
      .flatMap((fn) => fn.statements)
      .filter(({ Action }) => Action.includes('ses:SendEmail'));
    expect(statement).toMatchObject({
      Action: ['ses:SendEmail'],
      Condition: { StringEquals: { 'ses:FromAddress': 'hopper@hopper.example.com' } },
    });
    expect(statement?.Resource.every((arn) => /(identity|configuration-set)\/[^*]+$/.test(arn))).toBe(true);
  });

  it('the platform secrets are read, and only that, by those who talk to the platforms', () => {
    const readers = ['account-worker', 'connections', 'drive', 'publish-worker', 'transfer-worker'];
    expect(whoMay(/^ssm:/)).toEqual(readers);
    const statements = functions.flatMap((fn) => fn.statements).filter(({ Action }) => /^ssm:/.test(Action.join()));
    for (const { Action, Resource } of statements) {
      expect([Action, Resource]).toEqual([
        ['ssm:GetParameter'],
        ['arn:<Partition>:ssm:<Region>:<AccountId>:parameter/hopper-dev/platforms'],
      ]);
    }
  });

  it('videos are written by uploads and imports alone and read by what handles them', () => {
    expect(whoMay(/^s3:PutObject/)).toEqual(['transfer-worker', 'videos']);
    expect(whoMay(/^s3:GetObject/)).toEqual(['account', 'media-probe', 'publish-worker', 'transfer-worker', 'videos']);
    expect(whoMay(/^s3:DeleteObject/)).toEqual(['account-worker', 'sweeper', 'transfer-worker', 'videos']);
    // Who may see that an object is missing must be told so: without this right S3 says "forbidden".
    // The sweeper looks for objects that nobody names.
    expect(whoMay(/^s3:ListBucket$/)).toEqual([
      'account-worker',
      'media-probe',
      'publish-worker',
      'sweeper',
      'transfer-worker',
      'videos',
    ]);
  });

  it('posts are hinted at by videos, connections, sweeper and workers, and taken by the worker', () => {
    expect(whoMay(/^sqs:SendMessage$/, /publish-/)).toEqual([
      'account-worker',
      'connections',
      'publish-worker',
      'sweeper',
      'videos',
    ]);
    expect(whoMay(/^sqs:ReceiveMessage$/, /publish-/)).toEqual(['publish-worker']);
    expect(whoMay(/^sqs:/, /dead/)).toEqual(['media-probe']);
  });

  it('functions are invoked by the two that hint at mails and removals, and by no other', () => {
    expect(whoMay(/^lambda:/, /mailer/)).toEqual(['account', 'sweeper']);
    expect(whoMay(/^lambda:/, /account-worker/)).toEqual(['sweeper']);
    expect(whoMay(/^lambda:/)).toEqual(['account', 'sweeper']);
  });

  it('the authorizer reaches the rows of API tokens by their hash, and no other row', () => {
    const { statements = [] } = functions.find(({ name }) => name === 'authorizer') ?? {};
    expect(statements.filter(({ Action }) => /dynamodb:/.test(`${Action}`))).toEqual([
      expect.objectContaining({
        Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${tokenPartitions}*`] } },
      }),
    ]);
    expect(keyOf.apiTokenHash('hash').pk).toBe(`${tokenPartitions}hash`);
  });

  it('only what looks sessions up enters the cache', () => {
    expect(whoMay(/^elasticache:/)).toEqual(['auth', 'authorizer', 'session']);
  });

  it('only videos makes schedules of posts, and hands the role to nobody but Scheduler', () => {
    expect(whoMay(/^scheduler:(?!Delete)/)).toEqual(['videos']);
    expect(whoMay(/^scheduler:Delete/)).toEqual(['account-worker', 'videos']);
    expect(whoMay(/^iam:/)).toEqual(['videos']);
    const statements = functions
      .filter(({ name }) => name === 'videos')
      .flatMap((fn) => fn.statements)
      .filter(({ Action }) => /^(scheduler|iam):/.test(`${Action}`));
    expect(statements).toEqual([
      expect.objectContaining({
        Action: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'],
        Resource: ['arn:<Partition>:scheduler:<Region>:<AccountId>:schedule/hopper-dev/*'],
      }),
      expect.objectContaining({
        Action: ['iam:PassRole'],
        Resource: ['role:SchedulesRole'],
        Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    ]);
  });

  it('Scheduler may wake the publish queues and the sweeper, for schedules of its own group', () => {
    const statements = statementsOfRole(stage, 'role:SchedulesRole');
    const queues = platformNames.map((platform) => `queue:hopper-dev-publish-${platform}`);
    const targets = [...queues, 'queue:hopper-dev-dead'];
    expect(statements).toEqual([
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: expect.arrayContaining(targets) },
      { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: ['function:hopper-dev-sweeper'] },
    ]);
    expect(stage.get('AWS::IAM::Role', 'SchedulesRole').properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '<AccountId>', 'aws:SourceArn': 'schedule-group:hopper-dev.Arn' },
          },
        },
      ],
    });
  });
});

describe('the environment of a function', () => {
  const queues = platformNames.map(publishQueueVariable);
  const schedules = [
    ...platformNames.map(publishQueueArnVariable),
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DLQ_ARN',
  ];

  const answers = ['APP_ORIGIN', 'ORIGIN_PROOF_HASHES'];

  it.each([
    ['authorizer', ['REDIS_CACHE_NAME', 'REDIS_URL', 'TABLE_NAME']],
    ['auth', [...answers, 'REDIS_CACHE_NAME', 'REDIS_URL', 'REGISTRATION', 'TABLE_NAME']],
    ['system', [...answers]],
    ['settings', [...answers, 'TABLE_NAME']],
    ['videos', [...answers, 'TABLE_NAME', 'VIDEOS_BUCKET', ...queues, ...schedules]],
    ['connections', [...answers, 'PLATFORM_SECRETS_PARAMETER', 'TABLE_NAME', 'TOKEN_KEY_ID', ...queues]],
    [
      'publish-worker',
      ['LEASE_SECONDS', 'PLATFORM_SECRETS_PARAMETER', 'TABLE_NAME', 'TOKEN_KEY_ID', 'VIDEOS_BUCKET', ...queues],
    ],
    ['media-probe', ['TABLE_NAME', 'VIDEOS_BUCKET']],
    ['session', [...answers, 'REDIS_CACHE_NAME', 'REDIS_URL', 'TABLE_NAME']],
    ['drive', [...answers, 'PLATFORM_SECRETS_PARAMETER', 'TABLE_NAME', 'TOKEN_KEY_ID', 'TRANSFER_QUEUE_URL']],
    [
      'transfer-worker',
      [
        'LEASE_SECONDS',
        'NODE_OPTIONS',
        'PLATFORM_SECRETS_PARAMETER',
        'TABLE_NAME',
        'TOKEN_KEY_ID',
        'TRANSFER_QUEUE_URL',
        'VIDEOS_BUCKET',
      ],
    ],
    ['account', [...answers, 'MAILER_FUNCTION', 'TABLE_NAME', 'VIDEOS_BUCKET']],
    [
      'account-worker',
      ['PLATFORM_SECRETS_PARAMETER', 'SCHEDULE_GROUP', 'TABLE_NAME', 'TOKEN_KEY_ID', 'VIDEOS_BUCKET', ...queues],
    ],
    ['mailer', ['APP_ORIGIN', 'MAIL_FROM', 'TABLE_NAME']],
    [
      'sweeper',
      ['ACCOUNT_WORKER_FUNCTION', 'MAILER_FUNCTION', 'TABLE_NAME', 'TRANSFER_QUEUE_URL', 'VIDEOS_BUCKET', ...queues],
    ],
  ])('%s knows what it was given and nothing else', (name, variables) => {
    const fn = functions.find((candidate) => candidate.name === name);
    expect(Object.keys(fn?.Environment?.Variables ?? {}).sort()).toEqual([...variables].sort());
  });

  it('points at the resources of the stage', () => {
    const variables = Object.assign({}, ...functions.map(({ Environment }) => Environment?.Variables));
    expect(variables).toEqual({
      TABLE_NAME: 'table:hopper-dev',
      VIDEOS_BUCKET: 'bucket:hopper-dev-videos-<AccountId>-<Region>',
      TOKEN_KEY_ID: 'key:TokenKey',
      PLATFORM_SECRETS_PARAMETER: '/hopper-dev/platforms',
      ...Object.fromEntries(
        platformNames.map((platform) => [publishQueueVariable(platform), `queue:hopper-dev-publish-${platform}`]),
      ),
      ...Object.fromEntries(
        platformNames.map((platform) => [
          publishQueueArnVariable(platform),
          `queue:hopper-dev-publish-${platform}.Arn`,
        ]),
      ),
      TRANSFER_QUEUE_URL: 'queue:hopper-dev-transfers',
      REGISTRATION: 'first',
      ACCOUNT_WORKER_FUNCTION: 'function:hopper-dev-account-worker',
      MAILER_FUNCTION: 'function:hopper-dev-mailer',
      MAIL_FROM: 'Hopper <hopper@hopper.example.com>',
      SCHEDULE_GROUP: 'schedule-group:hopper-dev',
      SCHEDULE_ROLE_ARN: 'role:SchedulesRole.Arn',
      SCHEDULE_DLQ_ARN: 'queue:hopper-dev-dead.Arn',
      LEASE_SECONDS: '30',
      NODE_OPTIONS: '--max-semi-space-size=4',
      APP_ORIGIN: 'https://hopper.example.com',
      ORIGIN_PROOF_HASHES: 'none',
      REDIS_CACHE_NAME: 'cache:hopper-dev',
      REDIS_URL:
        'rediss://cache-user:hopper-dev-sessions@cache:hopper-dev.Endpoint.Address:cache:hopper-dev.Endpoint.Port',
    });
  });
});
