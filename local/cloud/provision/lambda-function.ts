import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';

const Integer = z.coerce.number().int();
const Properties = z.object({
  FunctionName: z.string().optional(),
  /** ARN of its role. */
  Role: z.string().default(''),
  Handler: z.string().default('index.handler'),
  Runtime: z.string().default(''),
  Timeout: Integer.default(3),
  MemorySize: Integer.default(128),
  ReservedConcurrentExecutions: Integer.optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Code: z.object({ S3Key: z.string().optional() }),
});

/**
 * `AWS::Lambda::Function`. One whose code is not Node or not in the assembly (such as CDK's own inline helpers) can be
 * declared, but not invoked.
 */
export function lambdaFunctionType(deployment: Deployment): ResourceType {
  return async (request) => {
    const properties = await request.read(Properties);
    const { FunctionName: name = request.generatedName, Runtime, Code } = properties;
    const definition: FunctionDefinition = {
      name,
      arn: arn('lambda', `function:${name}`),
      taskRoot: Runtime.startsWith('nodejs') ? request.assetPaths.get(Code.S3Key ?? '') : undefined,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      environment: properties.Environment?.Variables ?? {},
      reservedConcurrency: properties.ReservedConcurrentExecutions,
    };
    deployment.functions.push(definition);
    deployment.permissions.roleOfFunction[name] = properties.Role.split('/').at(-1) ?? '';
    return { ref: name, attributes: { Arn: definition.arn } };
  };
}
