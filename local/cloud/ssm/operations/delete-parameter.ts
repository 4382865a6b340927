import * as z from 'zod';
import { type Operation, operation } from '../../json-service/operation.ts';
import type { SsmContext } from '../ssm-context.ts';
import { parameterNotFound } from '../ssm-error.ts';

/**
 * Removes a parameter with all its versions.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html
 */
export function deleteParameter({ parameters }: SsmContext): Operation {
  return operation(z.object({ Name: z.string().min(1) }), ({ Name }) => {
    if (!parameters.remove(Name)) throw parameterNotFound();
    return {};
  });
}
