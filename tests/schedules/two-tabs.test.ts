import { describe, expect, it } from '@jest/globals';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Post } from '../../shared/domain/posts/post.ts';
import type { PostStore } from '../../shared/domain/posts/post-store.ts';
import fc from '../support/fast-check.ts';
import { createSchedulesWorld, hour, iso, now } from './schedules-world.ts';

type World = ReturnType<typeof createSchedulesWorld>;

/** Lets the stores answer in whichever order the scheduler picks, so that all calls cross each other everywhere. */
function crossCalls(world: World, scheduler: fc.Scheduler): void {
  const { posts, videos } = world.deps;
  const cross = <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    scheduler.scheduleFunction(call);
  Object.assign(world.deps, {
    posts: {
      ...posts,
      create: cross(posts.create),
      transition: cross(posts.transition),
      listOfVideo: cross(posts.listOfVideo),
      listOfOwner: cross(posts.listOfOwner),
    },
    videos: { ...videos, find: cross(videos.find), list: cross(videos.list), edit: cross(videos.edit) },
  });
}

/** A worker that takes the post as soon as it is told, and begins. */
async function begin(posts: PostStore, post: Pick<Post, 'ownerId' | 'postId'>, at: number): Promise<void> {
  const claim = await posts.claim(post, { now: at, leaseMs: 30_000 });
  if (claim.outcome !== 'claimed') return;
  const change = { state: 'uploading', checkpoint: { session: 1 } } as const;
  await posts.save(claim.post, change, at).catch(() => undefined);
}

/** What a call came to; a refusal is an answer too. */
const settle = <Answer>(call: Promise<Answer>) =>
  call.catch((error: unknown) => {
    if (error instanceof HopperError) return undefined;
    throw error;
  });

async function run<Answers>(scheduler: fc.Scheduler, calls: Promise<Answers>): Promise<Answers> {
  const [answers] = await Promise.all([calls, scheduler.waitIdle?.() ?? scheduler.waitAll()]);
  return answers;
}

describe('two tabs and a worker, in any order', () => {
  it('edits: what goes out has the words of the last edit, or that edit says that it has not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isPlanned) => {
        const world = createSchedulesWorld();
        world.connect('channel');
        const video = world.addVideo();
        const { posts } = world.deps;
        const post = { ownerId: 'anna', postId: `${video.videoId}-channel` };
        if (isPlanned) await world.putSchedule(video, { scheduled_time: iso(now + hour / 2) });
        crossCalls(world, scheduler);
        const send = scheduler.scheduleFunction(() => begin(posts, post, now));
        Object.assign(world.deps, { hints: { send } });
        const order = settle(world.upload({ video_ids: [video.videoId], mode: 'immediate' }));
        const edits = ['One', 'Two'].map((title) => settle(world.patch(video, { title })));
        const [, ...answers] = await run(scheduler, Promise.all([order, ...edits]));

        const [stored] = await posts.listOfOwner('anna');
        const last = answers.filter((answer) => answer !== undefined).toSorted((a, b) => b.version - a.version)[0];
        if (!last || !stored) return;
        const wanted = world.videos.get(video.videoId)?.settings.title;
        expect(last.custom_settings.title).toBe(wanted);
        if (last.kept.length === 0) expect(stored.request.title).toBe(wanted);
        else expect(stored.checkpoint).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('times: the row has the time of a tab that was told so, and a cancelled post never begins', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.constantFrom(0, 2 * hour - 5_000), async (scheduler, passed) => {
        const world = createSchedulesWorld();
        world.connect('channel');
        const video = world.addVideo();
        await world.putSchedule(video, { scheduled_time: iso(now + 2 * hour) });
        const { posts } = world.deps;
        const [post] = await posts.listOfOwner('anna');
        if (!post) throw new Error('no post');
        crossCalls(world, scheduler);
        const at = now + passed;
        const times = [3, 4].map((hours) => iso(now + hours * hour));
        const moves = times.map((scheduled_time) => settle(world.putSchedule(video, { scheduled_time }, at)));
        const cancel = settle(world.cancel(post, at));
        const worker = scheduler.scheduleFunction(() => begin(posts, post, now + 2 * hour))();
        const [answers, cancelled] = await run(scheduler, Promise.all([Promise.all(moves), cancel, worker]));

        const [stored] = await posts.listOfOwner('anna');
        const told = answers.flatMap((answer, index) => (answer && answer.kept.length === 0 ? [times[index]] : []));
        if (stored?.state === 'cancelled') expect([stored.checkpoint, cancelled?.outcome]).toEqual([null, 'cancelled']);
        else if (cancelled?.outcome === 'stopping') expect(stored?.wish).toBe('withdraw');
        const due = stored?.dueAt ? iso(stored.dueAt) : null;
        if (stored?.dueAt && told.length > 0 && stored.wish === null) expect(told).toContain(due);
        if (told.length === 0 && due) expect(due).toBe(iso(now + 2 * hour));
      }),
      { numRuns: 200 },
    );
  });
});
