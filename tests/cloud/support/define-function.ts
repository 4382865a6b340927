import { join } from 'node:path';
import type { FunctionDefinition } from '../../../local/cloud/lambda/function-definition.ts';

/** A function whose code is a folder of tests/fixtures/functions. */
export function defineFunction(folder: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return {
    name: folder,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${folder}`,
    taskRoot: join(import.meta.dirname, '../../fixtures/functions', folder),
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMegabytes: 128,
    environment: {},
    ...changes,
  };
}
