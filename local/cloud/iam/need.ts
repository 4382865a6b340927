import type { ConditionContext } from './match-condition.ts';

/** A right that a call cannot do without. */
export interface Need {
  /** As policies write it: `sqs:SendMessage`. */
  readonly action: string;
  /** ARN of what is acted on. */
  readonly resource: string;
  readonly context?: ConditionContext;
}
