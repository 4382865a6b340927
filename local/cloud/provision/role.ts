import * as z from 'zod';
import { localAccount } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';

const Properties = z.object({ RoleName: z.string().optional() });

/** `AWS::IAM::Role`: a name that can be handed on. Nothing is permitted or refused locally because of a role. */
export const roleType: ResourceType = async (request) => {
  const { RoleName = request.generatedName } = await request.read(Properties);
  return { ref: RoleName, attributes: { Arn: `arn:aws:iam::${localAccount}:role/${RoleName}`, RoleId: RoleName } };
};
