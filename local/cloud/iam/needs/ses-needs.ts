import * as z from 'zod';
import { arn } from '../../json-service/local-account.ts';
import type { Need } from '../need.ts';

const Input = z.object({
  FromEmailAddress: z.string().default(''),
  EmailIdentity: z.string().default('*'),
});

/**
 * What a call to SES needs: the right to send from an identity, which here is always the domain of the address.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
 */
export function sesNeeds(operation: string, input: unknown): Need[] {
  const { FromEmailAddress, EmailIdentity } = Input.parse(input);
  const from = /<([^<>]+)>\s*$/.exec(FromEmailAddress)?.[1] ?? FromEmailAddress;
  const name = operation === 'SendEmail' ? from.slice(from.indexOf('@') + 1) : EmailIdentity;
  const context = { 'ses:FromAddress': from };
  return [{ action: `ses:${operation}`, resource: arn('ses', `identity/${name}`), context }];
}
