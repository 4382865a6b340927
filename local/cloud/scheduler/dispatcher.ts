import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../json-service/open-database.ts';
import { nextDue } from './definition.ts';
import { buildDeadLetter, buildDelivery, type Delivery } from './delivery.ts';
import type { Invocation, InvocationStore } from './invocation-store.ts';
import type { Schedule, ScheduleStore } from './schedule-store.ts';

export interface DispatcherOptions {
  database: DatabaseSync;
  schedules: ScheduleStore;
  invocations: InvocationStore;
  deliver(delivery: Delivery): Promise<void>;
  now: () => number;
}

/** Deliveries under way at the same time. */
const maxActive = 64;
/** Refilled by halves: one look at the tables for many deliveries instead of one for each. */
const refillAt = maxActive / 2;
/** Schedules that come due are turned into invocations in transactions of this size. */
const dueBatch = 500;
/** The timer is never longer, so that a clock that was set or a laptop that slept is noticed. */
const longestTimerMs = 60_000;
const firstRetryMs = 1_000;
const longestRetryMs = 3_600_000;
/** How long `close` waits for deliveries; what is not done by then is delivered again after the next start. */
const closeGraceMs = 1_000;

/**
 * Turns schedules whose time has come into deliveries. One timer stands for all of them, aimed at the earliest moment at
 * which anything is due.
 *
 * Of a recurring schedule's occurrences that passed while nothing ran, one is made up for: a schedule of every minute
 * must not fire 500 times after a night.
 */
export function createDispatcher({ database, schedules, invocations, deliver, now }: DispatcherOptions) {
  const active = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  /** Nothing new begins. */
  let closing = false;
  /** The database may be closed: nothing is written any more. */
  let closed = false;

  function comeDue(schedule: Schedule): void {
    const dueAt = schedule.nextDue ?? now();
    invocations.add(schedule.id, dueAt);
    schedules.setNextDue(schedule.id, nextDue(schedule.definition, schedule.modifiedAt, Math.max(dueAt, now())));
  }

  function collectDue(): void {
    for (let found = dueBatch; found === dueBatch; ) {
      found = inTransaction(database, () => {
        const due = schedules.due(now(), dueBatch);
        due.forEach(comeDue);
        return due.length;
      });
    }
  }

  /** The invocation is over; a schedule that has nothing to come any more goes with it if it was made that way. */
  function finish(invocation: Invocation): void {
    inTransaction(database, () => {
      invocations.delete(invocation.id);
      const schedule = schedules.findById(invocation.scheduleId);
      if (schedule?.definition.ActionAfterCompletion !== 'DELETE' || schedule.definition.State === 'DISABLED') return;
      if (schedule.nextDue === null && !invocations.hasAny(schedule.id)) schedules.delete(schedule.id);
    });
  }

  async function giveUp(
    schedule: Schedule,
    invocation: Invocation,
    exhausted: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds',
    error: unknown,
  ): Promise<void> {
    const deadLetterArn = schedule.definition.Target.DeadLetterConfig?.Arn;
    const message = error instanceof Error ? error.message : String(error);
    if (deadLetterArn === undefined) console.error(`${schedule.arn} gave up, an invocation is lost: ${message}`);
    else {
      const letter = buildDeadLetter(schedule, invocation, deadLetterArn, exhausted, message);
      // As on AWS, what the dead-letter queue does not take is lost.
      await deliver(letter).catch((failure) =>
        console.error(`The dead-letter queue ${deadLetterArn} failed:`, failure),
      );
    }
    if (!closed) finish(invocation);
  }

  async function retryOrGiveUp(schedule: Schedule, invocation: Invocation, error: unknown): Promise<void> {
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = schedule.definition.Target.RetryPolicy;
    const at = now() + Math.min(firstRetryMs * 2 ** (invocation.attempts - 1), longestRetryMs);
    if (invocation.attempts > MaximumRetryAttempts)
      return await giveUp(schedule, invocation, 'MaximumRetryAttempts', error);
    if (at > invocation.dueAt + MaximumEventAgeInSeconds * 1_000) {
      return await giveUp(schedule, invocation, 'MaximumEventAgeInSeconds', error);
    }
    invocations.retryAt(invocation.id, at);
  }

  async function attempt(invocation: Invocation): Promise<void> {
    const schedule = schedules.findById(invocation.scheduleId);
    if (!schedule) return;
    const failure = await deliver(buildDelivery(schedule, invocation)).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (closed) return;
    if (failure) await retryOrGiveUp(schedule, invocation, failure.error);
    else finish(invocation);
  }

  function startAttempts(): void {
    if (active.size > refillAt) return;
    for (const invocation of invocations.claim(now(), maxActive - active.size)) {
      const running = attempt(invocation)
        .catch((error) => console.error('A delivery could not be recorded:', error))
        .finally(() => {
          active.delete(running);
          if (active.size <= refillAt) wake();
        });
      active.add(running);
    }
  }

  function arm(): void {
    clearTimeout(timer);
    const times = [schedules.earliestDue(), invocations.earliestAttempt()].filter((at) => at !== undefined);
    if (times.length === 0) return;
    // With all hands full the next completion wakes; the timer would only spin.
    const milliseconds = active.size > refillAt ? longestTimerMs : Math.max(Math.min(...times) - now(), 0);
    timer = setTimeout(wake, Math.min(milliseconds, longestTimerMs));
  }

  /** Looks what is due and aims the timer anew; to be called after every change of a schedule. */
  function wake(): void {
    if (closing) return;
    collectDue();
    startAttempts();
    arm();
  }

  async function close(): Promise<void> {
    closing = true;
    clearTimeout(timer);
    const grace = Promise.withResolvers<void>();
    const limit = setTimeout(grace.resolve, closeGraceMs);
    await Promise.race([Promise.allSettled(active), grace.promise]);
    clearTimeout(limit);
    closed = true;
  }

  return { wake, close };
}
