import { beforeEach, expect, it } from '@jest/globals';
import { createRegisterThrottle, type RegisterThrottle } from '../../../shared/domain/accounts/register-throttle.ts';
import { HopperError } from '../../../shared/domain/hopper-error.ts';
import { createMemoryThrottleStore } from './memory-throttle-store.ts';

const minute = 60_000;
const ip = '203.0.113.9';

let now: number;
let throttle: RegisterThrottle;
beforeEach(() => {
  now = 1_790_000_000_000;
  throttle = createRegisterThrottle(createMemoryThrottleStore());
});

/** Asks for e-mails that are taken, or creates accounts, until refused. */
async function countUntilRefused(isTaken: boolean, from = ip): Promise<number> {
  for (let count = 0; count < 1000; count += 1) {
    try {
      await throttle.admit(from, now);
    } catch (error) {
      expect(error).toMatchObject({ code: 'too_many_requests', message: expect.stringMatching(/again in \d+/) });
      expect(error).toBeInstanceOf(HopperError);
      return count;
    }
    if (!isTaken) await throttle.refund(from);
  }
  return Number.POSITIVE_INFINITY;
}

it('answers «taken» to one address twenty times, then twenty times an hour', async () => {
  expect(await countUntilRefused(true)).toBe(20);
  let answers = 0;
  for (let passed = 0; passed < 60; passed += 1, now += minute) answers += await countUntilRefused(true);
  expect(answers).toBeLessThanOrEqual(20);
});

it('lets one address create some three hundred accounts', async () => {
  const created = await countUntilRefused(false);
  expect(created).toBeGreaterThan(280);
  expect(created).toBeLessThanOrEqual(300);
});

it('does not let created accounts pay for answers', async () => {
  let taken = 0;
  for (let round = 0; round < 100; round += 1) {
    try {
      await throttle.admit(ip, now);
      await throttle.refund(ip);
      await throttle.admit(ip, now);
      taken += 1;
    } catch {
      break;
    }
  }
  expect(taken).toBeLessThan(20);
});

it('keeps addresses apart', async () => {
  await countUntilRefused(true);
  expect(await countUntilRefused(true, '203.0.113.10')).toBe(20);
});
