import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import { type Operation, operation } from '../../json-service/operation.ts';
import { toParameterResource } from '../parameter-resource.ts';
import type { SsmContext } from '../ssm-context.ts';
import { parameterNotFound, versionNotFound } from '../ssm-error.ts';

const input = z.object({ Name: z.string().min(1), WithDecryption: z.boolean().default(false) });

/**
 * Reads the newest value of a parameter, or with `name:version` an older one.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export function getParameter({ parameters }: SsmContext): Operation {
  return operation(input, ({ Name, WithDecryption }) => {
    const [name = '', selector] = Name.split(':');
    const newest = parameters.find(name);
    if (!newest) throw parameterNotFound();
    const found = selector === undefined ? newest : parameters.find(name, Number(selector));
    if (!found) throw versionNotFound(name, selector ?? '');
    return {
      Parameter: {
        ARN: arn('ssm', toParameterResource(name)),
        Name: name,
        Type: found.type,
        DataType: 'text',
        Value: WithDecryption ? found.value : (found.sealed ?? found.value),
        Version: found.version,
        LastModifiedDate: found.changedAt / 1_000,
        ...(selector !== undefined && { Selector: `:${selector}` }),
      },
    };
  });
}
