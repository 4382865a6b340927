import * as z from 'zod';
import type { Permissions } from '../iam/permissions.ts';
import { PolicyDocument } from '../iam/policy-document.ts';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';

const RolePolicy = z.object({ PolicyDocument, Roles: z.array(z.string()).default([]) });
const BucketPolicy = z.object({ PolicyDocument, Bucket: z.string() });
const FunctionPermission = z.object({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});
const QueuePolicy = z.object({ PolicyDocument, Queues: z.array(z.string()) });

/** Adds to what is known already: a role or a resource may have several policies. */
export function addStatements(
  known: Permissions['roles'],
  name: string,
  { Statement }: z.infer<typeof PolicyDocument>,
): void {
  known[name] = [...(known[name] ?? []), ...Statement];
}

/** One statement of a function's own policy. @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
function toStatement(permission: z.infer<typeof FunctionPermission>, functionArn: string): object {
  const { Action, Principal, SourceArn, SourceAccount } = permission;
  const Condition = {
    ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
    ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
  };
  return { Effect: 'Allow', Principal: { Service: Principal }, Action, Resource: functionArn, Condition };
}

/** The policies of roles, buckets, queues and functions: what the local services ask before they obey. */
export function policyTypes({ permissions }: Deployment): [type: string, ResourceType][] {
  return [
    [
      'AWS::IAM::Policy',
      async (request) => {
        const { PolicyDocument: document, Roles } = await request.read(RolePolicy);
        for (const role of Roles) addStatements(permissions.roles, role, document);
        return { ref: request.generatedName };
      },
    ],
    [
      'AWS::Lambda::Permission',
      async (request) => {
        const permission = await request.read(FunctionPermission);
        const name = permission.FunctionName.split(':').at(-1) ?? '';
        const functionArn = arn('lambda', `function:${name}`);
        const document = PolicyDocument.parse({ Statement: [toStatement(permission, functionArn)] });
        addStatements(permissions.resourcePolicies, functionArn, document);
        return { ref: request.generatedName };
      },
    ],
    [
      'AWS::S3::BucketPolicy',
      async (request) => {
        const { PolicyDocument: document, Bucket } = await request.read(BucketPolicy);
        addStatements(permissions.resourcePolicies, `arn:aws:s3:::${Bucket}`, document);
        return { ref: request.generatedName };
      },
    ],
    [
      'AWS::SQS::QueuePolicy',
      async (request) => {
        const { PolicyDocument: document, Queues } = await request.read(QueuePolicy);
        for (const url of Queues) {
          addStatements(permissions.resourcePolicies, arn('sqs', url.split('/').at(-1) ?? ''), document);
        }
        return { ref: request.generatedName };
      },
    ],
  ];
}
