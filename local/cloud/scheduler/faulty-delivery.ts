import { setTimeout as delay } from 'node:timers/promises';
import type { CallFault } from '../faults/fault-rule.ts';
import type { Delivery } from './delivery.ts';

/** The name under which fault rules know that a schedule fires; it is no operation of the API. */
const operation = 'Deliver';

/**
 * Deliveries that come late, fail and are tried again, or are lost although the scheduler takes them for done. The real one
 * keeps the minute only, and promises no more than to try.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function createFaultyDelivery(
  takeFault: (operation: string) => CallFault | undefined,
  deliver: (delivery: Delivery) => Promise<void>,
): (delivery: Delivery) => Promise<void> {
  return async (delivery) => {
    const fault = takeFault(operation);
    if (fault?.delayMs !== undefined) await delay(fault.delayMs, undefined, { ref: false });
    if (fault?.isLost) return;
    const isRefused = fault?.status !== undefined && !fault.afterEffect;
    if (isRefused || fault?.dropConnection === 'before') throw new Error('The delivery failed, as it was told to.');
    await deliver(delivery);
    if (fault?.afterEffect || fault?.dropConnection === 'after') throw new Error('No answer, as it was told to.');
  };
}
