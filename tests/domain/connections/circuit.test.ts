import { describe, expect, it } from '@jest/globals';
import {
  admit,
  afterAnswer,
  afterFailure,
  Circuit,
  closedCircuit,
} from '../../../shared/domain/connections/circuit.ts';
import { PlatformError, type PlatformErrorKind } from '../../../shared/domain/posts/publisher.ts';
import fc from '../../support/fast-check.ts';

const now = 1_700_000_000_000;
const minute = 60_000;
const hour = 60 * minute;

const failure = (kind: PlatformErrorKind, retryAfterSeconds?: number) =>
  new PlatformError(kind, `cause_${kind}`, `What ${kind} means.`, retryAfterSeconds ? { retryAfterSeconds } : {});
const transient = failure('transient');

/** Failures of posts that are not let through half-open. */
function fail(circuit: Circuit, times: number, at = now): Circuit {
  let next = circuit;
  for (let n = 0; n < times; n += 1) next = afterFailure(next, transient, { now: at, probe: null, begins: true });
  return next;
}

/** Lets one through and fails it. */
function failProbe(circuit: Circuit, at: number, error = transient): Circuit {
  const admission = admit(circuit, at);
  if (admission.may !== 'probe') throw new Error(`${admission.may}, not probe`);
  return afterFailure(admission.circuit, error, { now: at, probe: admission.probeUntil, begins: true });
}

describe('a circuit', () => {
  it('stays closed for four failures in a row and opens for a minute with the fifth', () => {
    expect(admit(fail(closedCircuit, 4), now)).toEqual({ may: 'begin' });
    const open = fail(closedCircuit, 5);
    expect(open.cause).toEqual({ code: 'cause_transient', message: 'What transient means.' });
    expect(admit(open, now)).toEqual({ may: 'wait', until: now + minute });
    expect(admit(open, now + minute - 1)).toEqual({ may: 'wait', until: now + minute });
  });

  it('counts anew after an answer, a definite no included', () => {
    const nearly = fail(closedCircuit, 4);
    expect(afterAnswer(nearly, { probe: null })).toEqual(closedCircuit);
    expect(afterFailure(nearly, failure('rejected'), { now, probe: null, begins: true })).toEqual(closedCircuit);
  });

  it('lets one through when its time is over, and the others wait for how that one does', () => {
    const open = fail(closedCircuit, 5);
    const first = admit(open, now + minute);
    if (first.may !== 'probe') throw new Error(first.may);
    const second = admit(first.circuit, now + minute);
    expect(second).toEqual({ may: 'wait', until: now + minute + 15_000 });
    expect(afterAnswer(first.circuit, { probe: first.probeUntil })).toEqual(closedCircuit);
    // Should it never be heard of again, another one is let through.
    expect(admit(first.circuit, first.probeUntil)).toMatchObject({ may: 'probe' });
  });

  it('stays open twice as long after every try that fails, half an hour at most', () => {
    let circuit = fail(closedCircuit, 5);
    const pauses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const at = circuit.openUntil;
      circuit = failProbe(circuit, at);
      pauses.push((circuit.openUntil - at) / minute);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 30, 30, 30]);
  });

  it('opens at once when the platform asks for patience, until the time that it named', () => {
    for (const kind of ['rate_limited', 'quota'] as const) {
      const open = afterFailure(closedCircuit, failure(kind, 3600), { now, probe: null, begins: true });
      expect(admit(open, now)).toEqual({ may: 'wait', until: now + hour });
      expect(open.cause?.code).toBe(`cause_${kind}`);
    }
    const unnamed = afterFailure(closedCircuit, failure('rate_limited'), { now, probe: null, begins: true });
    expect(unnamed.openUntil).toBe(now + minute);
    const absurd = afterFailure(closedCircuit, failure('quota', 1_000_000), { now, probe: null, begins: true });
    expect(absurd.openUntil).toBe(now + 25 * hour);
  });

  it('takes no long time over from later steps: what is used up for looking need not be for beginning', () => {
    for (const seconds of [86_400, 5]) {
      const heard = afterFailure(closedCircuit, failure('quota', seconds), { now, probe: null, begins: false });
      expect(heard.openUntil).toBe(now + Math.min(minute, seconds * 1000));
    }
  });

  it('is not closed by a post that had begun before: that it may be looked at says nothing about new ones', () => {
    const open = afterFailure(closedCircuit, failure('quota', 3600), { now, probe: null, begins: true });
    expect(afterAnswer(open, { probe: null })).toEqual(open);
  });

  it('is not kept open longer by posts that had begun before and fail as well', () => {
    const open = fail(closedCircuit, 5);
    expect(fail(open, 20, now + 1_000).openUntil).toBe(open.openUntil);
    const tried = admit(open, open.openUntil);
    if (tried.may !== 'probe') throw new Error(tried.may);
    expect(fail(tried.circuit, 3, open.openUntil + 1)).toMatchObject({ openUntil: open.openUntil });
  });

  it('lets the next one try when the one that was let through has learnt nothing about the platform', () => {
    const open = fail(closedCircuit, 5);
    for (const kind of ['reauthorize', 'unknown'] as const) {
      const after = failProbe(open, open.openUntil, failure(kind));
      expect(admit(after, open.openUntil)).toMatchObject({ may: 'probe' });
    }
  });
});

it('whatever happens: none is begun while it is open, never two at once try, and it opens again in time', () => {
  const kinds = fc.constantFrom('answer', 'transient', 'rate_limited', 'quota', 'reauthorize', 'rejected', 'unknown');
  const event = fc.oneof(
    fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40 * minute }) }),
    fc.record({ does: fc.constant('begin' as const) }),
    fc.record({
      does: fc.constant('end' as const),
      outcome: kinds,
      seconds: fc.option(fc.nat(7200), { nil: undefined }),
    }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let circuit: Circuit = closedCircuit;
      let at = now;
      let running: (number | null)[] = [];
      for (const step of events) {
        if (step.does === 'wait') at += step.ms;
        if (step.does === 'begin') {
          const admission = admit(circuit, at);
          if (at < circuit.openUntil) expect(admission.may).toBe('wait');
          if (admission.may === 'wait') expect(admission.until).toBeGreaterThan(at);
          if (admission.may === 'probe') {
            // Whoever tried before has had its time.
            expect(running.every((probe) => probe === null || probe <= at || probe !== circuit.probeUntil)).toBe(true);
            circuit = admission.circuit;
          }
          if (admission.may !== 'wait') running.push(admission.may === 'probe' ? admission.probeUntil : null);
        }
        if (step.does === 'end' && running.length > 0) {
          const [probe = null, ...others] = running;
          running = others;
          const before = circuit;
          circuit =
            step.outcome === 'answer'
              ? afterAnswer(circuit, { probe })
              : afterFailure(circuit, failure(step.outcome, step.seconds), { now: at, probe, begins: true });
          if (before.openUntil > at && probe === null)
            expect(circuit.openUntil).toBeGreaterThanOrEqual(before.openUntil);
          if (step.outcome === 'transient' && before.failures >= 4) expect(circuit.openUntil).toBeGreaterThan(0);
          expect(circuit.openUntil).toBeLessThanOrEqual(at + 25 * hour);
        }
        expect(Circuit.parse(circuit)).toEqual(circuit);
        // Nobody waits for ever.
        expect(admit(circuit, Math.max(circuit.openUntil, circuit.probeUntil)).may).not.toBe('wait');
      }
    }),
  );
});

it('an outage of a day costs tens of tries, however many posts wait', () => {
  let circuit: Circuit = closedCircuit;
  let tries = 0;
  for (let at = now; at < now + 24 * hour; at += 1_000) {
    for (let post = 0; post < 20; post += 1) {
      const admission = admit(circuit, at);
      if (admission.may === 'wait') continue;
      tries += 1;
      const probe = admission.may === 'probe' ? admission.probeUntil : null;
      circuit = afterFailure(admission.may === 'probe' ? admission.circuit : circuit, transient, {
        now: at,
        probe,
        begins: true,
      });
    }
  }
  expect(tries).toBeGreaterThan(20);
  expect(tries).toBeLessThan(60);
});
