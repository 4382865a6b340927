import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import { toParameterResource } from '../../ssm/parameter-resource.ts';
import type { Need } from '../need.ts';

const Input = z.object({ Name: z.string().default('*') });

/**
 * What a call to Parameter Store needs, whichever version it asks for. To open what AWS's own key has sealed nobody
 * needs a right beside it: that key's policy lets in whoever may call Parameter Store.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-decryption.html
 */
export function ssmNeeds(operation: string, input: unknown): Need[] {
  const [name = ''] = Input.parse(input).Name.split(':');
  return [{ action: `ssm:${operation}`, resource: arn('ssm', toParameterResource(name)) }];
}
