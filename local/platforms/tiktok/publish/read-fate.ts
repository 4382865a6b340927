import { type FaultRule, findFault } from '../../faults/fault-rule.ts';
import type { TaskFate } from './task.ts';

/** What a fault rule has in store for the task of this init call. */
export function readTaskFate(faults: readonly FaultRule[]): TaskFate | null {
  const rule = findFault(faults, 'outcome');
  if (!rule) return null;
  const { reason, afterSeconds = null, polls = 1 } = rule;
  const with_ = (outcome: TaskFate['outcome'], fallback: string): TaskFate => ({
    outcome,
    reason: reason ?? fallback,
    afterSeconds,
    polls,
  });
  switch (rule.outcome) {
    case 'failed':
      return with_('failed', 'internal');
    case 'rejected':
      return with_('failed', 'spam_risk');
    case 'stuck':
      return with_('stuck', '');
    case 'deleted':
      return with_('deleted', '');
    case 'locked-private':
      return with_('private', '');
    default:
      return null;
  }
}
