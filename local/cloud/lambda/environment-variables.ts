import { localRegion } from '../json-service/local-account.ts';
import type { FunctionDefinition } from './function-definition.ts';

/**
 * Everything that a function process finds in its environment: Lambda's own variables and those of its template.
 * Nothing of the host's environment gets in by itself.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function buildEnvironmentVariables(
  definition: FunctionDefinition,
  runtimeApi: string,
  logStreamName: string,
): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    LAMBDA_TASK_ROOT: definition.taskRoot ?? '',
  };
}
