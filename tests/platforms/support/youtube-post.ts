import { Readable } from 'node:stream';
import type { PublishRequest } from '../../../shared/domain/posts/post.ts';
import {
  PlatformError,
  type PublishStep,
  type StepResult,
  type WithdrawResult,
} from '../../../shared/domain/posts/publisher.ts';
import { type Send, sendOverHttp } from '../../../shared/platforms/send.ts';
import { createYoutubePublisher } from '../../../shared/platforms/youtube/publisher.ts';
import type { controlYoutubeSimulator } from '../../support/youtube-simulator.ts';
import { createTestVideo } from './drive-publisher.ts';

type Simulator = ReturnType<typeof controlYoutubeSimulator>;

/** Time for YouTube and for Hopper, moved together. */
export function createTime(simulator: Simulator) {
  let passedMs = 0;
  return {
    now: () => Date.now() + passedMs,
    async pass(seconds: number) {
      passedMs += seconds * 1000;
      await simulator.advance(seconds);
    },
    /** Lets YouTube's clock reach an instant, and a second more. */
    async reach(instant: number) {
      const seconds = (instant - Date.now() - passedMs) / 1000 + 1;
      if (seconds > 0) await this.pass(seconds);
    },
  };
}

export interface PostOptions {
  readonly request?: Partial<PublishRequest>;
  readonly sizeBytes?: number;
  readonly dueAt?: number | null;
  readonly account?: string;
  readonly scopes?: string;
  /** Files beside the video, by object key. */
  readonly files?: Readonly<Record<string, Buffer>>;
}

let posts = 0;
/** Bytes by size: making them takes longer than most tests. */
const videos = new Map<number, ReturnType<typeof createTestVideo>>();

/**
 * One post as its worker sees it: the checkpoint goes through storage after every step, and every turn begins resumed.
 * A token is taken anew for every turn, as time passes.
 */
export async function createYoutubePost(
  simulator: Simulator,
  time: ReturnType<typeof createTime>,
  { request = {}, sizeBytes = 300_000, dueAt = null, account = 'ada', scopes, files = {} }: PostOptions = {},
) {
  posts += 1;
  const title = `Post ${posts}`;
  const bytes = videos.get(sizeBytes) ?? createTestVideo(sizeBytes);
  videos.set(sizeBytes, bytes);
  const video = { ...bytes, filename: `post ${posts}.mp4` };
  const words = { title, description: 'Words', tags: [], visibility: 'public', madeForKids: false, ...request };
  const stored = { checkpoint: null as unknown, bytesSent: 0, dueAt, remoteId: undefined as string | undefined };

  async function step(resumed: boolean): Promise<PublishStep> {
    let token = (await simulator.connect(account, scopes)).accessToken;
    return {
      request: words,
      source: video,
      assets: {
        open: async (key) => Readable.from([files[key] ?? Buffer.alloc(0)], { objectMode: false }),
        share: async () => 'https://bucket.example/asset',
      },
      account: { remoteId: 'UC1', variant: null },
      dueAt: stored.dueAt,
      checkpoint: stored.checkpoint,
      bytesSent: stored.bytesSent,
      resumed,
      accessToken: async (refused) => {
        if (refused === token) token = (await simulator.connect(account, scopes)).accessToken;
        return token;
      },
      signal: AbortSignal.timeout(60_000),
      now: time.now,
    };
  }

  const store = (result: StepResult | WithdrawResult) => {
    if ('checkpoint' in result) stored.checkpoint = JSON.parse(JSON.stringify(result.checkpoint));
    if (result.state === 'uploading') stored.bytesSent = result.bytesSent;
    if (result.state === 'published') stored.remoteId = result.remoteId;
  };

  return {
    title,
    video,
    stored,
    /** Goes on until it is out, waits for its time, or a step is reached at which the worker shall stop. */
    async advance(
      until: (result: StepResult) => boolean = () => false,
      send: Send = sendOverHttp,
    ): Promise<StepResult> {
      const publisher = createYoutubePublisher(simulator.addresses, send);
      let resumed = true;
      for (let steps = 0; steps < 300; steps += 1) {
        const result = await publisher.advance(await step(resumed));
        store(result);
        if (result.state === 'published' || result.state === 'ready' || until(result)) return result;
        const seconds = result.state === 'uploading' ? (result.pauseSeconds ?? 0) : result.pollAfterSeconds;
        resumed = seconds > 0;
        if (seconds > 0) await time.pass(seconds);
      }
      throw new Error('The post does not come to an end.');
    },
    /** Takes it back. */
    async withdraw(send: Send = sendOverHttp): Promise<Exclude<WithdrawResult, { state: 'withdrawing' }>> {
      const publisher = createYoutubePublisher(simulator.addresses, send);
      for (let steps = 0; steps < 50; steps += 1) {
        const result = await publisher.withdraw?.(await step(true));
        if (!result) throw new Error('YouTube cannot withdraw.');
        store(result);
        if (result.state !== 'withdrawing') return result;
        if (result.waitSeconds > 0) await time.pass(result.waitSeconds);
      }
      throw new Error('The withdrawal does not come to an end.');
    },
    /** Its videos in the ledger. */
    async onChannel() {
      return (await simulator.ledger()).filter((row) => row.kind === 'video' && row.title === title);
    },
  };
}
export type YoutubePost = Awaited<ReturnType<typeof createYoutubePost>>;

/** Kinds of errors that time heals. */
const healing: ReadonlySet<string> = new Set(['transient', 'rate_limited', 'quota']);

/**
 * Does something again, as the worker does, until no error comes that time heals.
 * @returns what it came to, and the errors on the way
 */
export async function insist<T>(time: ReturnType<typeof createTime>, attempt: () => Promise<T>) {
  const errors: PlatformError[] = [];
  for (let tries = 1; tries < 40; tries += 1) {
    try {
      return { result: await attempt(), errors };
    } catch (error) {
      if (!(error instanceof PlatformError) || !healing.has(error.kind)) throw error;
      errors.push(error);
      await time.pass(Math.max(error.retryAfterSeconds ?? 0, Math.min(900, 2 ** tries)));
    }
  }
  throw new Error('It does not come through.');
}

/** The error in which something ends. */
export async function errorOf(running: Promise<unknown>): Promise<PlatformError> {
  const outcome = await running.catch((error: unknown) => error);
  if (outcome instanceof PlatformError) return outcome;
  throw new Error(`ended otherwise: ${JSON.stringify(outcome) ?? outcome}`);
}

/** A `send` whose n-th call (1 = the first) ends as if the process had died before it, or before its answer. */
export function strikeAt(n: number, when: 'before' | 'after') {
  let calls = 0;
  const send: Send = async (request) => {
    calls += 1;
    if (calls === n && when === 'before') throw new Error('died before it was sent');
    const answer = await sendOverHttp(request);
    if (calls === n) throw new Error('died before it was heard');
    return answer;
  };
  return { send, calls: () => calls };
}
