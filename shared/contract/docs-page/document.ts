import * as z from 'zod';

const Text = z.string();
const Example = z.looseObject({ value: z.unknown() });
const Content = z.record(
  Text,
  z.looseObject({
    schema: z.unknown(),
    example: z.unknown().optional(),
    examples: z.record(Text, z.looseObject({ $ref: Text })).optional(),
  }),
);
const Header = z.looseObject({ description: Text.optional(), $ref: Text.optional() });
const Parameter = z.looseObject({
  $ref: Text.optional(),
  name: Text.optional(),
  in: Text.optional(),
  required: z.boolean().optional(),
  description: Text.optional(),
  schema: z.unknown().optional(),
  example: z.unknown().optional(),
});

/** One operation, as far as the page shows it. */
export const Operation = z.looseObject({
  operationId: Text,
  tags: z.array(Text),
  summary: Text,
  description: Text.optional(),
  security: z.array(z.record(Text, z.array(Text))),
  parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(
    Text,
    z.looseObject({ description: Text, content: Content.optional(), headers: z.record(Text, Header).optional() }),
  ),
});
export type Operation = z.infer<typeof Operation>;
export type Parameter = z.infer<typeof Parameter>;

/** The OpenAPI document, as far as the page shows it. */
export const ApiDocument = z.looseObject({
  info: z.looseObject({ title: Text, version: Text }),
  tags: z.array(z.looseObject({ name: Text, description: Text })),
  paths: z.record(Text, z.record(Text, Operation)),
  components: z.looseObject({
    securitySchemes: z.record(Text, z.looseObject({ description: Text })),
    parameters: z.record(Text, Parameter),
    schemas: z.record(Text, z.unknown()),
    examples: z.record(Text, Example),
  }),
});
export type ApiDocument = z.infer<typeof ApiDocument>;
