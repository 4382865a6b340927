import * as z from 'zod';
import type { Need } from '../need.ts';

const Input = z.object({ SecretId: z.string().default('*') });

/** What a call to Secrets Manager needs. A secret is granted by its ARN, so that is how it must be asked for. */
export function secretsNeeds(operation: string, input: unknown): Need[] {
  return [{ action: `secretsmanager:${operation}`, resource: Input.parse(input).SecretId }];
}
