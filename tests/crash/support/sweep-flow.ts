import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isInSample, listStrikes, type OutsideCall, type Strike, strikeModes } from './strike.ts';

/** What came of one post. */
export interface Outcome {
  /** Undefined when the ledger and the row agree that it is out exactly once, or never where that was the wish. */
  readonly problem: string | undefined;
  readonly calls: readonly OutsideCall[];
}

/** One way of posting, with its simulator running. */
export interface FlowWorld {
  run(strike?: Strike): Promise<Outcome>;
  close(): Promise<unknown>;
}

export interface Flow {
  readonly name: string;
  open(): Promise<FlowWorld>;
  /** Calls that a clean run must make, or the sweep would be about something else. */
  readonly mustCall: readonly string[];
  /** Only these calls are struck; all of them without it. */
  readonly only?: RegExp;
  /** In a flow whose user cancels anyway, cancelling is nothing that happens to it. */
  readonly isWithdrawn?: boolean;
  /** What holds whatever goes wrong. */
  readonly promise?: string;
  /** Several things go on at the same time in it, so that two runs need not make their calls in the same order. */
  readonly isUnordered?: boolean;
  /** One in so many cases is tried, unless all of them are asked for. */
  readonly oneIn?: number;
}

const ofPosts = 'never twice, never lost, never out when taken back';
const takesAll = process.env.CRASH_CASES === 'all';
const usualShare = 4;
/** Simulators get slower with everything that they have to remember. */
const runsPerSimulator = 150;
const longestMs = 30 * 60_000;
/** More of them tell nothing new. */
const enoughBroken = 10;

/**
 * Declares the tests of a flow: whatever goes wrong at whatever outside call of it, the outcome is right. The cases are
 * made from the calls that a clean run makes.
 */
export function sweepFlow(flow: Flow): void {
  const { name, open, mustCall, only = /./, isWithdrawn = false, promise = ofPosts } = flow;
  const { isUnordered = false, oneIn = usualShare } = flow;
  const share = takesAll ? 'every case' : `one case in ${oneIn} (CRASH_CASES=all: every one)`;
  const modes = strikeModes.filter((mode) => !isWithdrawn || mode !== 'cancel');
  describe(`${name}, ${share}`, () => {
    let world: FlowWorld;
    let calls: readonly OutsideCall[];
    let runs = 0;
    let swept = 0;
    let possible = 0;

    beforeAll(async () => {
      world = await open();
      const { problem, ...clean } = await world.run();
      if (problem) throw new Error(`Even without a strike: ${problem}`);
      calls = clean.calls;
    }, 60_000);
    afterAll(async () => {
      process.stdout.write(`Crash sweep of ${name}: ${swept} of ${possible} cases over ${calls.length} calls\n`);
      await world.close();
    }, 60_000);

    /** @returns what is wrong with the outcome */
    async function strikeOnce(strike: Strike): Promise<string | undefined> {
      runs += 1;
      if (runs % runsPerSimulator === 0) {
        await world.close();
        world = await open();
      }
      const meant = calls[strike.call];
      const { problem, calls: made } = await world.run(strike);
      const struck = made[strike.call];
      const label = `${strike.mode} ${strike.point} call ${strike.call} (${meant?.name})`;
      // Until it is struck a run is like the clean one.
      if (!isUnordered && struck?.kind !== meant?.kind) return `${label}: this run makes other calls, ${struck?.name}`;
      return problem && `${label}: ${problem}`;
    }

    it('makes the calls that are swept below', () => {
      const names = calls.map((call) => call.name);
      for (const part of mustCall) expect(names).toContainEqual(expect.stringContaining(part));
    });

    it.each(modes)(
      `%s at any call: ${promise}`,
      async (mode) => {
        const all = listStrikes(calls).filter(
          (strike) => strike.mode === mode && only.test(calls[strike.call]?.name ?? ''),
        );
        const chosen = takesAll ? all : all.filter((strike) => isInSample(name, strike, oneIn));
        const broken: string[] = [];
        for (const strike of chosen) {
          const problem = await strikeOnce(strike);
          if (problem) broken.push(problem);
          if (broken.length === enoughBroken) break;
        }
        swept += chosen.length;
        possible += all.length;
        expect(broken).toEqual([]);
      },
      longestMs,
    );
  });
}
