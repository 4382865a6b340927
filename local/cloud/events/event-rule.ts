import * as z from 'zod';

/** What one field may be: one of some values, or a text that begins with one. Anything else would match too much. */
const Alternatives = z.array(z.union([z.string(), z.strictObject({ prefix: z.string() })])).min(1);
type Alternatives = z.infer<typeof Alternatives>;

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export interface EventPattern {
  readonly [field: string]: Alternatives | EventPattern;
}
export const EventPattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.record(z.string(), z.union([Alternatives, EventPattern])),
);

/** A rule of the default event bus: which events go to which functions. */
export const EventRule = z.object({
  arn: z.string(),
  pattern: EventPattern,
  functionArns: z.array(z.string()),
});
export type EventRule = Readonly<z.infer<typeof EventRule>>;
