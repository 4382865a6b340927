import * as z from 'zod';
import { PolicyDocument } from '../iam/policy-document.ts';
import { localAccount } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';
import { addStatements } from './policy.ts';

const Properties = z.object({
  RoleName: z.string().optional(),
  Policies: z.array(z.object({ PolicyDocument })).default([]),
});

/** `AWS::IAM::Role`: what it grants is asked for by the local services; who may assume it is not. */
export function roleType({ permissions }: Deployment): ResourceType {
  return async (request) => {
    const { RoleName = request.generatedName, Policies } = await request.read(Properties);
    for (const { PolicyDocument: document } of Policies) addStatements(permissions.roles, RoleName, document);
    return { ref: RoleName, attributes: { Arn: `arn:aws:iam::${localAccount}:role/${RoleName}`, RoleId: RoleName } };
  };
}
