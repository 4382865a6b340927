import { describe, expect, it } from '@jest/globals';
import { decide, type Principal } from '../../local/cloud/iam/decide.ts';
import type { ConditionContext } from '../../local/cloud/iam/match-condition.ts';
import { Statement } from '../../local/cloud/iam/policy-document.ts';

const bucket = 'arn:aws:s3:::videos';
const key = 'arn:aws:kms:us-east-1:000000000000:key/1';
const account = { AWS: 'arn:aws:iam::000000000000:root' };

const roleWith = (...statements: object[]): Principal => ({
  kind: 'role',
  arn: 'arn:aws:iam::000000000000:role/worker',
  statements: statements.map((statement) => Statement.parse(statement)),
});
const ofResource = (...statements: object[]) => statements.map((statement) => Statement.parse(statement));
const allow = (Action: string, Resource: string, Condition = {}) => ({ Effect: 'Allow', Action, Resource, Condition });
const deny = (Action: string, Resource: string, Condition = {}) => ({ Effect: 'Deny', Action, Resource, Condition });

function isAllowed(
  principal: Principal,
  [action, resource, context = {}]: [string, string, ConditionContext?],
  guards: Statement[] = [],
): boolean {
  return decide(principal, { action, resource, context }, guards).isAllowed;
}

describe('a role', () => {
  it.each([
    ['s3:GetObject', `${bucket}/videos/a`, true],
    ['s3:getobject', `${bucket}/videos/a`, true],
    ['s3:GetObject', `${bucket}/other/a`, false],
    ['s3:GetObjectAcl', `${bucket}/videos/a`, false],
    ['s3:PutObject', `${bucket}/videos/a`, false],
  ])('that may get videos may %s of %s: %s', (action, resource, expected) => {
    expect(isAllowed(roleWith(allow('s3:GetObject', `${bucket}/videos/*`)), [action, resource])).toBe(expected);
  });

  it('may do nothing without a grant, and the owner of the account everything', () => {
    expect(isAllowed(roleWith(), ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:q'])).toBe(false);
    expect(isAllowed({ kind: 'root' }, ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:q'])).toBe(true);
  });

  it('is held back by a "never", its own or that of the resource', () => {
    const may = allow('s3:*', '*');
    expect(isAllowed(roleWith(may, deny('s3:DeleteObject', '*')), ['s3:DeleteObject', `${bucket}/a`])).toBe(false);
    const guard = ofResource({ ...deny('s3:DeleteObject', '*'), Principal: '*' });
    expect(isAllowed(roleWith(may), ['s3:DeleteObject', `${bucket}/a`], guard)).toBe(false);
    expect(isAllowed({ kind: 'root' }, ['s3:DeleteObject', `${bucket}/a`], guard)).toBe(false);
  });

  it('may use a key only when the key allows it too', () => {
    const worker = roleWith(allow('kms:Decrypt', key));
    expect(isAllowed(worker, ['kms:Decrypt', key])).toBe(false);
    expect(isAllowed(worker, ['kms:Decrypt', key], ofResource({ ...allow('kms:*', '*'), Principal: account }))).toBe(
      true,
    );
    expect(
      isAllowed(roleWith(), ['kms:Decrypt', key], ofResource({ ...allow('kms:*', '*'), Principal: account })),
    ).toBe(false);
  });

  it('gets nothing from a policy that speaks of its account, and something from one that names it', () => {
    const call: [string, string] = ['sqs:SendMessage', 'arn:aws:sqs:us-east-1:000000000000:q'];
    const grant = allow('sqs:SendMessage', '*');
    expect(isAllowed(roleWith(), call, ofResource({ ...grant, Principal: account }))).toBe(false);
    const named = { AWS: 'arn:aws:iam::000000000000:role/worker' };
    expect(isAllowed(roleWith(), call, ofResource({ ...grant, Principal: named }))).toBe(true);
  });
});

describe('a service', () => {
  it('may do what the policy of a resource lets it do, on behalf of whom it says', () => {
    const s3: Principal = { kind: 'service', name: 's3.amazonaws.com' };
    const call = (from: string): [string, string, ConditionContext] => [
      'sqs:SendMessage',
      'arn:aws:sqs:us-east-1:000000000000:q',
      { 'aws:SourceArn': from },
    ];
    const Principal = { Service: 's3.amazonaws.com' };
    const door = ofResource({
      ...allow('sqs:SendMessage', '*', { ArnEquals: { 'aws:SourceArn': bucket } }),
      Principal,
    });
    expect(isAllowed(s3, call(bucket), door)).toBe(true);
    expect(isAllowed(s3, call('arn:aws:s3:::others'), door)).toBe(false);
    expect(isAllowed({ kind: 'service', name: 'sns.amazonaws.com' }, call(bucket), door)).toBe(false);
  });
});

describe('a condition', () => {
  const contextKeys = { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['userId', 'purpose'] } };
  const needsUser = { Null: { 'kms:EncryptionContext:userId': 'false' } };

  it.each<[object, ConditionContext, boolean]>([
    [{ StringEquals: { 's3:prefix': 'videos/' } }, { 's3:prefix': 'videos/' }, true],
    [{ StringEquals: { 's3:prefix': 'videos/' } }, { 's3:prefix': 'others/' }, false],
    [{ StringEquals: { 's3:prefix': 'videos/' } }, {}, false],
    [{ StringEquals: { 'S3:Prefix': ['a', 'b'] } }, { 's3:prefix': 'b' }, true],
    [{ StringLike: { 'dynamodb:LeadingKeys': 'TOKEN#*' } }, { 'dynamodb:LeadingKeys': ['TOKEN#1'] }, true],
    [{ StringLike: { 'dynamodb:LeadingKeys': 'TOKEN#*' } }, { 'dynamodb:LeadingKeys': ['USER#1'] }, false],
    [{ NumericGreaterThan: { 's3:signatureAge': 900_000 } }, { 's3:signatureAge': '900001' }, true],
    [{ NumericGreaterThan: { 's3:signatureAge': 900_000 } }, { 's3:signatureAge': '900000' }, false],
    [{ NumericGreaterThan: { 's3:signatureAge': 900_000 } }, {}, false],
    [{ NumericLessThan: { 's3:TlsVersion': '1.2' } }, {}, false],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, {}, false],
    [{ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/worker' } }, {}, false],
    [{ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/other' } }, {}, true],
    [{ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }, {}, true],
    [needsUser, { 'kms:EncryptionContext:userId': 'u' }, true],
    [needsUser, {}, false],
    [contextKeys, { 'kms:EncryptionContextKeys': ['userId', 'purpose'] }, true],
    [contextKeys, { 'kms:EncryptionContextKeys': ['userId', 'stray'] }, false],
    [contextKeys, {}, true],
    [{ ...contextKeys, ...needsUser }, {}, false],
  ])('%j with %j: %s', (Condition, context, expected) => {
    const worker = roleWith({ Effect: 'Allow', Action: 'x:Do', Resource: '*', Condition });
    expect(isAllowed(worker, ['x:Do', 'arn:aws:x:::y', context])).toBe(expected);
  });
});

describe('a statement with a part that nobody here understands', () => {
  it.each([
    { Effect: 'Allow', Action: 'a:B', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    { Effect: 'Allow', NotAction: 'a:B', Resource: '*' },
    { Effect: 'Deny', Action: 'a:B', NotResource: '*' },
  ])('is an error: %j', (statement) => {
    expect(Statement.safeParse(statement).success).toBe(false);
  });
});
