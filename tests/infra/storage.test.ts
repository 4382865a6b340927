import { describe, expect, it } from '@jest/globals';
import { expiryAttribute, tableKeys, workIndex, workIndexKeys } from '../../shared/config/table.ts';
import { readStatements } from './support/statements.ts';
import { synthesize } from './support/synthesize.ts';

const stage = synthesize('dev');

describe('the table', () => {
  const { properties } = stage.get('AWS::DynamoDB::Table');

  it('has the keys, the index and the expiry that the adapters use', () => {
    expect(properties).toMatchObject({
      TableName: 'hopper-dev',
      KeySchema: [
        { AttributeName: tableKeys.partition, KeyType: 'HASH' },
        { AttributeName: tableKeys.sort, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: workIndex,
          KeySchema: [
            { AttributeName: workIndexKeys.partition, KeyType: 'HASH' },
            { AttributeName: workIndexKeys.sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: expiryAttribute, Enabled: true },
    });
    const types = Object.values({ ...tableKeys, ...workIndexKeys, workAt: workIndexKeys.sort });
    expect(types).toEqual(expect.arrayContaining(['workShard', 'workAt']));
  });

  it('can be restored to any second, and costs nothing while nobody uses it', () => {
    expect(properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });
});

describe('the videos bucket', () => {
  const bucket = stage.get('AWS::S3::Bucket', '<Region>');

  it('lets the page put parts and read their ETag, and no other page', () => {
    for (const origin of ['https://hopper.example.com', 'http://localhost:4711']) {
      const { properties } = synthesize('local', { origin }).get('AWS::S3::Bucket', '<Region>');
      expect(properties.CorsConfiguration).toEqual({
        CorsRules: [
          {
            AllowedOrigins: [origin],
            AllowedMethods: ['PUT'],
            AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256', 'x-amz-sdk-checksum-algorithm'],
            ExposedHeaders: ['ETag'],
            MaxAge: 3600,
          },
        ],
      });
    }
  });

  it('forgets uploads that are unfinished after a week, and keeps no versions', () => {
    expect(bucket.properties.LifecycleConfiguration).toEqual({
      Rules: [
        {
          Id: 'unfinished-uploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
      ],
    });
    expect(bucket.properties.VersioningConfiguration).toBeUndefined();
  });

  it('opens to no signature that is older than a quarter of an hour', () => {
    const policy = stage.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name);
    expect(readStatements(policy?.properties.PolicyDocument)).toContainEqual({
      Effect: 'Deny',
      Principal: { AWS: ['*'] },
      Action: ['s3:*'],
      Resource: ['arn:<Partition>:s3:::hopper-dev-videos-<AccountId>-<Region>/*'],
      Condition: { NumericGreaterThan: { 's3:signatureAge': '900000' } },
    });
  });

  it('logs who reads what', () => {
    expect(bucket.properties.LoggingConfiguration).toEqual({ DestinationBucketName: 'bucket:VideosAccessLogs' });
  });
});

describe.each(stage.ofType('AWS::S3::Bucket'))('$name', ({ name, properties }) => {
  it('is encrypted and closed to the public', () => {
    expect(properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });

  it('refuses plain HTTP and old TLS', () => {
    const policy = stage.ofType('AWS::S3::BucketPolicy').find((candidate) => candidate.properties.Bucket === name);
    const everything = {
      Effect: 'Deny',
      Principal: { AWS: ['*'] },
      Action: ['s3:*'],
      Resource: [name, `${name}/*`],
    };
    expect(readStatements(policy?.properties.PolicyDocument)).toEqual(
      expect.arrayContaining([
        { ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
      ]),
    );
  });
});

describe('the token key', () => {
  it('is rotated and has a name', () => {
    expect(stage.get('AWS::KMS::Key').properties.EnableKeyRotation).toBe(true);
    expect(stage.get('AWS::KMS::Alias').properties).toMatchObject({ AliasName: 'alias/hopper-dev-tokens' });
  });
});

describe('the policy of the token key', () => {
  const statements = readStatements(stage.get('AWS::KMS::Key').properties.KeyPolicy);
  const using = statements.filter(({ Action }) =>
    Action.some((action) => /Encrypt|Decrypt|DataKey|CreateGrant/.test(action)),
  );

  it('lets whoever the account allows seal and open, with the whole encryption context of a connection', () => {
    expect(using).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:<Partition>:iam::<AccountId>:root'] },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: ['*'],
        Condition: {
          Null: {
            'kms:EncryptionContext:userId': 'false',
            'kms:EncryptionContext:connectionId': 'false',
            'kms:EncryptionContext:purpose': 'false',
          },
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['userId', 'connectionId', 'purpose'] },
          StringEquals: { 'kms:EncryptionContext:purpose': 'oauth-tokens' },
        },
      },
    ]);
  });

  it('names every action, so that no other way of using the key is open to an administrator', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
    // Who could not change the policy again would have lost the key.
    expect(statements.flatMap(({ Action }) => Action)).toContain('kms:PutKeyPolicy');
  });
});
