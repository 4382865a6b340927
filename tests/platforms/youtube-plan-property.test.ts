import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StepResult } from '../../shared/domain/posts/publisher.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import fc from '../support/fast-check.ts';
import { startYoutubeSimulator, type YoutubeSimulator } from '../support/youtube-simulator.ts';
import { createTime, createYoutubePost, insist, strikeAt, type YoutubePost } from './support/youtube-post.ts';

let simulator: YoutubeSimulator;
let time: ReturnType<typeof createTime>;

beforeAll(async () => {
  simulator = await startYoutubeSimulator({
    youtube: { dailyInserts: 100_000, channelDailyUploads: 100_000, dailyUnits: 10_000_000 },
  });
  time = createTime(simulator);
});
afterAll(() => simulator.close());

const minute = 60_000;
const strike = fc.option(
  fc.record({ call: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom('before' as const, 'after' as const) }),
);
/** What happens to a planned post: a worker takes some steps, and may die; time goes by; its user changes the time. */
const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('work' as const), steps: fc.integer({ min: 1, max: 5 }), strike }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 20 }) }) },
  // To shortly before the time that YouTube may have, or past it.
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('approach' as const), minutes: fc.integer({ min: -2, max: 5 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('retime' as const),
      minutes: fc.option(fc.integer({ min: -30, max: 90 }), { freq: 6 }),
    }),
  },
  // The answer to a chunk is lost, perhaps to the last one, and then the session.
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('loseSession' as const), step: fc.integer({ min: 1, max: 2 }) }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;
type Strike = typeof strike extends fc.Arbitrary<infer T> ? T : never;

const sendOf = (blow: Strike) => (blow ? strikeAt(blow.call, blow.when).send : sendOverHttp);
const isOut = (result: StepResult | undefined) => result?.state === 'published';

async function play(one: YoutubePost, happening: Event): Promise<StepResult | undefined> {
  switch (happening.does) {
    case 'work': {
      let left = happening.steps;
      return one.advance(() => --left === 0, sendOf(happening.strike)).catch(() => undefined);
    }
    case 'pass':
      await time.pass(happening.minutes * 60);
      return undefined;
    case 'approach':
      await time.reach((Object(one.stored.checkpoint).goLiveAt ?? 0) - happening.minutes * minute);
      return undefined;
    case 'retime': {
      const { dueAt } = one.stored;
      // What is due, or was never planned, is not put off.
      if (dueAt === null || dueAt <= time.now() + 10_000) return undefined;
      one.stored.dueAt = happening.minutes === null ? null : wholeSecond(dueAt + happening.minutes * minute);
      return undefined;
    }
    case 'loseSession':
      await simulator.setFaults(
        { kind: 'after-effect', operation: 'videos.insert.upload', step: happening.step },
        { kind: 'session-lost', operation: 'videos.insert.status' },
      );
      return undefined;
  }
}

/** Whoever has this long can search the channel, send everything and change the time. */
const workMs = 5 * minute;
const wholeSecond = (instant: number) => Math.ceil(instant / 1000) * 1000;

/** Nobody sees it before its time, and then everybody does, once. @param known how it ended, if it has */
async function expectOutOnce(one: YoutubePost, known?: StepResult): Promise<void> {
  const finish = async (): Promise<StepResult> => {
    const { result } = await insist(time, () => one.advance());
    if (result.state !== 'ready') return result;
    await time.reach(result.goLiveAt);
    return finish();
  };
  const { dueAt } = one.stored;
  const isInTime = known?.state !== 'published' && dueAt !== null && dueAt > time.now() + workMs;
  const existed = (await one.onChannel()).length > 0;
  const last = known && isOut(known) ? known : await finish();
  const [row, ...others] = await one.onChannel();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ privacy: 'public', sha256: one.video.sha256 });
  expect(last).toMatchObject({ state: 'published', remoteId: row?.remoteId });
  const notice = last.state === 'published' ? last.notice : undefined;
  const early = (dueAt ?? 0) - Date.parse(row?.publishedAt ?? '');
  if (isInTime && (!existed || !notice)) expect(early).toBe(0);
  if (early > 0) expect(notice).toMatchObject({ code: 'opened_earlier' });
  else expect(notice).toBeUndefined();
}

it('a planned post is out once and not before its time, or not at all, whatever happens to it and to its plan', async () => {
  const endings = { out: 0, withdrawn: 0, tooLate: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(event, { maxLength: 8 }),
      fc.boolean(),
      strike,
      async (minutes, events, isWithdrawn, withdrawal) => {
        await simulator.setFaults();
        const dueAt = wholeSecond(time.now() + minutes * minute);
        const one = await createYoutubePost(simulator, time, { dueAt, sizeBytes: 8 * 1024 * 1024 + 5 });
        let last: StepResult | undefined;
        for (const happening of events) {
          if (isOut(last)) break;
          last = await play(one, happening);
          expect((await one.onChannel()).length).toBeLessThanOrEqual(1);
        }
        if (isOut(last) || !isWithdrawn) {
          endings.out += 1;
          return expectOutOnce(one, last);
        }
        await one.withdraw(sendOf(withdrawal)).catch(() => undefined);
        await time.pass(150);
        const { result } = await insist(time, () => one.withdraw());
        endings[result.state === 'withdrawn' ? 'withdrawn' : 'tooLate'] += 1;
        if (result.state === 'too-late') return expectOutOnce(one);
        await time.pass(3 * 3600);
        expect(await one.onChannel()).toEqual([]);
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 60) },
  );
  // Cases that never come up would prove nothing.
  if (process.env.FC_RUNS === undefined) expect(Math.min(...Object.values(endings))).toBeGreaterThan(1);
}, 300_000);
