import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';

const Properties = z.object({ LogGroupName: z.string().optional() });

/** `AWS::Logs::LogGroup`: a name for policies. Locally every function has a log file. */
export const logGroupType: ResourceType = async (request) => {
  const { LogGroupName = request.generatedName } = await request.read(Properties);
  return { ref: LogGroupName, attributes: { Arn: arn('logs', `log-group:${LogGroupName}:*`) } };
};
