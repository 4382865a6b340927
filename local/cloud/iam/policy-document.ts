import * as z from 'zod';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Texts = z.union([Text.transform((text) => [text]), z.array(Text)]);

/** Operators of conditions that are understood here, each with or without `ForAllValues:` or `ForAnyValue:` before it. */
export const baseOperators = [
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'Bool',
  'Null',
  'NumericGreaterThan',
  'NumericLessThan',
  'StringEquals',
  'StringLike',
  'StringNotEquals',
] as const;
export type BaseOperator = (typeof baseOperators)[number];

const Operator = z
  .string()
  .regex(
    new RegExp(`^(ForAllValues:|ForAnyValue:)?(${baseOperators.join('|')})$`),
    'the local cloud does not know this operator',
  );

/** One statement of a policy. Strict, so that a part that would change its meaning and is not understood is an error. */
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  /** Who, in the policy of a resource: `{ AWS: ['*'] }`, `{ Service: ['s3.amazonaws.com'] }`. */
  Principal: z
    .union([z.literal('*').transform((): Record<string, string[]> => ({ AWS: ['*'] })), z.record(z.string(), Texts)])
    .optional(),
  Action: Texts,
  Resource: Texts.default([]),
  Condition: z.record(Operator, z.record(z.string(), Texts)).default({}),
});
export type Statement = Readonly<z.infer<typeof Statement>>;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const PolicyDocument = z.object({ Statement: z.array(Statement) });
