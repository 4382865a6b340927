import { expect, it } from '@jest/globals';
import { FaultRule } from '../../local/cloud/faults/fault-rule.ts';
import type { Delivery } from '../../local/cloud/scheduler/delivery.ts';
import { createFaultyDelivery } from '../../local/cloud/scheduler/faulty-delivery.ts';

const delivery: Delivery = {
  targetArn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
  roleArn: 'arn:aws:iam::000000000000:role/schedules',
  input: 'go',
  scheduleName: 'one',
  groupName: 'default',
  messageGroupId: undefined,
  attributes: {},
};

/** Fires once. @returns whether the target heard of it, and whether the scheduler takes it for done */
async function fire(fault: object | undefined) {
  let heard = false;
  const deliver = createFaultyDelivery(
    (operation) => (operation === 'Deliver' ? fault : undefined),
    async () => {
      heard = true;
    },
  );
  const isDone = await deliver(delivery).then(
    () => true,
    () => false,
  );
  return { heard, isDone };
}

it.each([
  ['nothing', undefined, { heard: true, isDone: true }],
  ['a loss', { isLost: true }, { heard: false, isDone: true }],
  ['a refusal', { status: 503 }, { heard: false, isDone: false }],
  ['a cut before', { dropConnection: 'before' }, { heard: false, isDone: false }],
  ['a cut after', { dropConnection: 'after' }, { heard: true, isDone: false }],
  ['a wrong answer', { status: 500, afterEffect: true }, { heard: true, isDone: false }],
  ['a delay', { delayMs: 1 }, { heard: true, isDone: true }],
])('a schedule that fires with %s', async (_name, fault, outcome) => {
  expect(await fire(fault)).toEqual(outcome);
});

it('only what fires can be lost', () => {
  const rule = { service: 'scheduler', operation: 'Deliver', kind: 'lose' };
  expect(FaultRule.safeParse(rule).success).toBe(true);
  expect(FaultRule.safeParse({ ...rule, operation: 'CreateSchedule' }).success).toBe(false);
  expect(FaultRule.safeParse({ ...rule, service: 'sqs' }).success).toBe(false);
});
