import { join } from 'node:path';
import { type StackFixture, writeAssembly } from './write-assembly.ts';

const functions = join(import.meta.dirname, '../../fixtures/functions');

/** Choices by which one version of the demo app differs from another. */
export interface DemoVersion {
  readonly indexes?: readonly string[];
  readonly queue?: object;
  readonly origin?: string;
  readonly rate?: string;
  readonly seenFile?: string;
  readonly keySchema?: object;
  readonly localIndexes?: readonly object[];
}

const index = (name: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});

function dataStack({
  indexes = ['byOwner'],
  queue = {},
  origin = 'http://one',
  keySchema,
  localIndexes,
}: DemoVersion): StackFixture {
  const attributes = ['pk', ...indexes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
  return {
    name: 'data',
    template: {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: 'demo-table',
            AttributeDefinitions: attributes,
            KeySchema: keySchema ?? [{ AttributeName: 'pk', KeyType: 'HASH' }],
            ...(localIndexes && { LocalSecondaryIndexes: localIndexes }),
            ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes.map(index) }),
            TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
          },
        },
        Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'demo-dead' } },
        Work: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
            ...queue,
          },
        },
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            BucketName: 'demo-bucket',
            CorsConfiguration: {
              CorsRules: [{ AllowedMethods: ['PUT'], AllowedOrigins: [origin], ExposedHeaders: ['ETag'], MaxAge: 60 }],
            },
            LifecycleConfiguration: {
              Rules: [{ Id: 'old', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
            },
            NotificationConfiguration: {
              QueueConfigurations: [
                {
                  Event: 's3:ObjectCreated:*',
                  Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
                  Queue: { 'Fn::GetAtt': ['Work', 'Arn'] },
                },
              ],
            },
          },
        },
        Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
        KeyAlias: {
          Type: 'AWS::KMS::Alias',
          Properties: { AliasName: 'alias/demo', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
        Cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: 'demo' } },
      },
      Outputs: {
        Table: { Value: { Ref: 'Table' }, Export: { Name: 'table' } },
        Work: { Value: { 'Fn::GetAtt': ['Work', 'Arn'] }, Export: { Name: 'work-arn' } },
        WorkUrl: { Value: { Ref: 'Work' }, Export: { Name: 'work-url' } },
        Key: { Value: { Ref: 'Key' }, Export: { Name: 'key' } },
        CacheHost: { Value: { 'Fn::GetAtt': ['Cache', 'Endpoint.Address'] }, Export: { Name: 'cache-host' } },
        CachePort: { Value: { 'Fn::GetAtt': ['Cache', 'Endpoint.Port'] }, Export: { Name: 'cache-port' } },
      },
    },
  };
}

function appStack({ rate = 'rate(1 day)', seenFile = '/dev/null' }: DemoVersion): StackFixture {
  const code = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };
  return {
    name: 'app',
    dependencies: ['data'],
    assets: { 'queue.zip': join(functions, 'queue'), 'behave.zip': join(functions, 'behave') },
    template: {
      Resources: {
        Role: { Type: 'AWS::IAM::Role' },
        Permission: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            FunctionName: { Ref: 'Behave' },
            Action: 'lambda:InvokeFunction',
            Principal: 'events.amazonaws.com',
            SourceArn: { 'Fn::GetAtt': ['Arrivals', 'Arn'] },
          },
        },
        Arrivals: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['aws.s3'] },
            Targets: [{ Id: 'behave', Arn: { 'Fn::GetAtt': ['Behave', 'Arn'] } }],
          },
        },
        Events: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { FunctionName: { Ref: 'Behave' }, Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
        },
        Queue: {
          Type: 'AWS::Lambda::Function',
          Properties: { ...code, Code: { S3Key: 'queue.zip' }, Environment: { Variables: { SEEN_FILE: seenFile } } },
        },
        Behave: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            ...code,
            FunctionName: 'demo-behave',
            Code: { S3Key: 'behave.zip' },
            Timeout: 12,
            MemorySize: 256,
            Environment: {
              Variables: {
                TABLE_NAME: { 'Fn::ImportValue': 'table' },
                KEY: { 'Fn::ImportValue': 'key' },
                WORK_URL: { 'Fn::ImportValue': 'work-url' },
                REDIS_URL: {
                  'Fn::Join': [
                    '',
                    ['redis://', { 'Fn::ImportValue': 'cache-host' }, ':', { 'Fn::ImportValue': 'cache-port' }],
                  ],
                },
              },
            },
          },
        },
        Helper: {
          Type: 'AWS::Lambda::Function',
          Properties: { ...code, FunctionName: 'inline-helper', Code: { ZipFile: 'exports.handler = …' } },
        },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::ImportValue': 'work-arn' },
            FunctionName: { Ref: 'Queue' },
            BatchSize: 5,
            FunctionResponseTypes: ['ReportBatchItemFailures'],
            ScalingConfig: { MaximumConcurrency: 3 },
          },
        },
        Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'demo' } },
        Schedule: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: {
            Name: 'demo-tick',
            GroupName: { Ref: 'Group' },
            ScheduleExpression: rate,
            FlexibleTimeWindow: { Mode: 'OFF' },
            Target: {
              Arn: { 'Fn::GetAtt': ['Behave', 'Arn'] },
              RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
              Input: '{"do":"echo"}',
            },
          },
        },
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Name: 'demo' } },
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: {
            ApiId: { Ref: 'Api' },
            StageName: '$default',
            DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
          },
        },
        Integration: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: {
            ApiId: { Ref: 'Api' },
            IntegrationType: 'AWS_PROXY',
            IntegrationUri: { 'Fn::GetAtt': ['Behave', 'Arn'] },
            PayloadFormatVersion: '2.0',
          },
        },
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: {
            ApiId: { Ref: 'Api' },
            RouteKey: 'GET /echo',
            Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
          },
        },
      },
    },
  };
}

/** Writes a small app that has a resource of every kind; returns its folder. */
export function writeDemoApp(directory: string, version: DemoVersion = {}): string {
  return writeAssembly(directory, [appStack(version), dataStack(version)]);
}
