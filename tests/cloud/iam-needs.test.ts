import { describe, expect, it } from '@jest/globals';
import { dynamodbNeeds } from '../../local/cloud/iam/needs/dynamodb-needs.ts';
import { kmsNeeds } from '../../local/cloud/iam/needs/kms-needs.ts';
import { s3Needs } from '../../local/cloud/iam/needs/s3-needs.ts';
import { schedulerNeeds } from '../../local/cloud/iam/needs/scheduler-needs.ts';
import { sqsNeeds } from '../../local/cloud/iam/needs/sqs-needs.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/hopper';
const Key = { pk: { S: 'USER#1' }, sk: { S: 'A' } };
const keys = { hopper: 'pk' };
const owner = { 'dynamodb:LeadingKeys': ['USER#1'] };

describe('what a call needs', () => {
  it('of DynamoDB is the right to each part of a transaction, each with its owner', () => {
    const part = { TableName: 'hopper', Key };
    const input = {
      TransactItems: [{ Update: part }, { ConditionCheck: part }, { Put: { TableName: 'hopper', Item: Key } }],
    };
    expect(dynamodbNeeds('TransactWriteItems', input, keys)).toEqual(
      ['UpdateItem', 'ConditionCheckItem', 'PutItem'].map((name) => ({
        action: `dynamodb:${name}`,
        resource: table,
        context: owner,
      })),
    );
  });

  it('of an index is the right to the index', () => {
    expect(dynamodbNeeds('Query', { TableName: 'hopper', IndexName: 'work' }, keys)).toEqual([
      { action: 'dynamodb:Query', resource: `${table}/index/work`, context: {} },
    ]);
  });

  it('of a batch of messages is that of a single one', () => {
    expect(sqsNeeds('DeleteMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/probe' })).toEqual([
      { action: 'sqs:DeleteMessage', resource: 'arn:aws:sqs:us-east-1:000000000000:probe' },
    ]);
  });

  it('of KMS carries the encryption context', () => {
    expect(kmsNeeds('Decrypt', { KeyId: '1', EncryptionContext: { userId: 'u' } })).toEqual([
      {
        action: 'kms:Decrypt',
        resource: 'arn:aws:kms:us-east-1:000000000000:key/1',
        context: { 'kms:EncryptionContext:userId': 'u', 'kms:EncryptionContextKeys': ['userId'] },
      },
    ]);
  });

  it('of Scheduler is also the right to hand over the role', () => {
    const input = { Name: 'p', GroupName: 'hopper', Target: { RoleArn: 'arn:aws:iam::000000000000:role/r' } };
    expect(schedulerNeeds('CreateSchedule', input).map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      'scheduler:CreateSchedule arn:aws:scheduler:us-east-1:000000000000:schedule/hopper/p',
      'iam:PassRole arn:aws:iam::000000000000:role/r',
    ]);
  });

  it.each([
    ['UploadPart', 'videos/a', 's3:PutObject arn:aws:s3:::b/videos/a'],
    ['HeadObject', 'videos/a', 's3:GetObject arn:aws:s3:::b/videos/a'],
    ['ListObjectsV2', '', 's3:ListBucket arn:aws:s3:::b'],
    ['ListParts', 'videos/a', 's3:ListMultipartUploadParts arn:aws:s3:::b/videos/a'],
    ['DeleteObjects', '', 's3:DeleteObject arn:aws:s3:::b/*'],
  ])('of S3 for %s of "%s" is %s', (operation, key, expected) => {
    const needs = s3Needs({ operation, bucket: 'b', key, query: new Map() });
    expect(needs.map(({ action, resource }) => `${action} ${resource}`)).toEqual([expected]);
  });
});
