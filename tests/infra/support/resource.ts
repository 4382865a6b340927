import * as z from 'zod';

/** One resource of a synthesized template. References in its properties are replaced by names, see `resolve`. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Short kind and name that a person recognises: `queue:hopper-dev-probe`. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string | undefined;
}

const ids = z.union([z.string().transform((id) => [id]), z.array(z.string())]);

export const Template = z.object({
  Parameters: z.record(z.string(), z.object({ Type: z.string(), NoEcho: z.boolean().default(false) })).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: ids.default([]),
      DeletionPolicy: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
});
export type Template = z.infer<typeof Template>;
