import * as z from 'zod';
import { Statement } from './policy-document.ts';

/** What the deployed templates grant and forbid. */
export const Permissions = z.object({
  /** Role name → what its policies say. */
  roles: z.record(z.string(), z.array(Statement)),
  /** Function name → name of its role. */
  roleOfFunction: z.record(z.string(), z.string()),
  /** ARN of a bucket, queue, key or function → what its own policy says. */
  resourcePolicies: z.record(z.string(), z.array(Statement)),
  /** Table name → name of its partition key. */
  partitionKeys: z.record(z.string(), z.string()),
});
export type Permissions = z.infer<typeof Permissions>;

export function emptyPermissions(): Permissions {
  return { roles: {}, roleOfFunction: {}, resourcePolicies: {}, partitionKeys: {} };
}
