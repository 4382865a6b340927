import * as z from 'zod';

/** A Lambda function as its template declares it, ready to be run. */
export const FunctionDefinition = z.object({
  name: z.string(),
  arn: z.string(),
  /** Folder with the unpacked code: LAMBDA_TASK_ROOT. Left out when the code exists only in AWS. */
  taskRoot: z.string().optional(),
  /** `file.export`, relative to the task root. */
  handler: z.string(),
  timeoutSeconds: z.number(),
  memoryMegabytes: z.number(),
  environment: z.record(z.string(), z.string()),
  /** Concurrent invocations that the template allows at most. */
  reservedConcurrency: z.number().optional(),
});
export type FunctionDefinition = Readonly<z.infer<typeof FunctionDefinition>>;
