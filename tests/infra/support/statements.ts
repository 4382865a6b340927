import * as z from 'zod';
import type { Stage } from './synthesize.ts';

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

/** Attribute names say nothing here: `table:hopper-dev.Arn/index/work` is `table:hopper-dev/index/work`. */
const resources = texts.transform((list) => list.map((resource) => resource.replace(/\.(Arn|ARN)(?=$|\/)/, '')));

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  /** Who, in a resource's policy: `s3.amazonaws.com`, `*`. */
  Principal: z.union([z.record(z.string(), texts), z.literal('*').transform(() => ({ AWS: ['*'] }))]).optional(),
  Action: texts,
  Resource: resources.default([]),
  Condition: z.record(z.string(), z.unknown()).optional(),
});
export type Statement = z.infer<typeof Statement>;

const Document = z.object({ Statement: z.array(Statement) });
const RolePolicy = z.object({ Roles: z.array(z.string()), PolicyDocument: z.unknown() });

/** The statements of a resolved policy document. */
export function readStatements(document: unknown): Statement[] {
  return Document.parse(document).Statement;
}

/** What a role may do, whichever policy says so. `role` is a resource name: `role:sweeperRole`. */
export function statementsOfRole(stage: Stage, role: string): Statement[] {
  return stage
    .ofType('AWS::IAM::Policy')
    .map(({ properties }) => RolePolicy.parse(properties))
    .filter(({ Roles }) => Roles.includes(role))
    .flatMap(({ PolicyDocument }) => readStatements(PolicyDocument));
}
