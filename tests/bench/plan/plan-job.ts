import * as z from 'zod';

/** What one planning process is to do, as JSON in its first argument. */
export const PlanJob = z.object({
  /** Address of a Drive. */
  drive: z.string(),
  /** Address of a DynamoDB. */
  dynamo: z.string(),
  /** The folder that everything goes to. */
  folderId: z.string(),
  /** Length of an invocation. */
  turnSeconds: z.number(),
});
export type PlanJob = z.infer<typeof PlanJob>;

/** What it says at its end. */
export const PlanFigures = z.object({
  seconds: z.number(),
  peakMib: z.number(),
  /** Resident memory after each invocation, MiB. */
  turns: z.array(z.number()),
  files: z.number(),
  existing: z.number(),
});
export type PlanFigures = z.infer<typeof PlanFigures>;
