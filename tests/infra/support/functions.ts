import * as z from 'zod';
import { type FunctionName, functionNames } from '../../../infra/functions.ts';
import { type Statement, statementsOfRole } from './statements.ts';
import type { Stage } from './synthesize.ts';

const FunctionProperties = z.object({
  FunctionName: z.string(),
  Role: z.string().transform((arn) => arn.replace(/\.Arn$/, '')),
  Handler: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  RecursiveLoop: z.enum(['Allow', 'Terminate']),
  LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
  VpcConfig: z.object({ SecurityGroupIds: z.array(z.string()), SubnetIds: z.array(z.string()) }).optional(),
});

export interface DeployedFunction extends z.infer<typeof FunctionProperties> {
  readonly name: FunctionName;
  readonly statements: readonly Statement[];
}

/** Every function of a stage as its template describes it. */
export function readFunctions(stage: Stage): DeployedFunction[] {
  return functionNames.map((name) => readFunction(stage, name));
}

export function readFunction(stage: Stage, name: FunctionName): DeployedFunction {
  const properties = FunctionProperties.parse(stage.get('AWS::Lambda::Function', `-${name}`).properties);
  return { name, ...properties, statements: statementsOfRole(stage, properties.Role) };
}
