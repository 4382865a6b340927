import { join } from 'node:path';
import type { FunctionDefinition } from '../../../local/cloud/lambda/function-definition.ts';
import { type LambdaCapacity, LambdaService } from '../../../local/cloud/lambda/lambda-service.ts';

const roomy: LambdaCapacity = {
  maxEnvironments: 8,
  maxPerFunction: 4,
  reaping: { graceSeconds: 600, maxIdleSeconds: 600, maxIdlePerFunction: 100, maxIdleMegabytes: 10_000 },
};

/** A Lambda with functions of its own, and what it reported. */
export interface LambdaBench {
  readonly lambda: LambdaService;
  readonly reports: string[];
  /** Invokes with an event and parses the payload of the result. */
  call(name: string, event: object): Promise<{ functionError: string | undefined; value: unknown }>;
}

export function startLambdaBench(
  folder: string,
  functions: readonly FunctionDefinition[],
  capacity: Partial<LambdaCapacity> = {},
): LambdaBench {
  const reports: string[] = [];
  const folders = { logDir: join(folder, 'logs'), codeCacheDir: join(folder, 'code-cache') };
  const lambda = new LambdaService({ ...roomy, ...capacity }, folders, (line) => reports.push(line));
  for (const definition of functions) lambda.add(definition);
  return {
    lambda,
    reports,
    call: async (name, event) => {
      const { functionError, payload } = await lambda.invoke(name, JSON.stringify(event));
      return { functionError, value: JSON.parse(payload) };
    },
  };
}
