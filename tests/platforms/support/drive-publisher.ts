import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Publisher, PublishStep, StepResult, VideoSource } from '../../../shared/domain/posts/publisher.ts';

/** A video of pseudo-random bytes in memory. */
export function createTestVideo(sizeBytes: number, filename = 'clip.mp4'): VideoSource & { readonly sha256: string } {
  const bytes = Buffer.alloc(sizeBytes);
  for (let at = 0; at + 4 <= sizeBytes; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  return {
    filename,
    contentType: 'video/mp4',
    sizeBytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    share: async () => 'https://bucket.example/object',
    open: async (start, end) => Readable.from(cut(bytes.subarray(start, end + 1)), { objectMode: false }),
  };
}

/** Pieces as a socket would deliver them. */
function* cut(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

export interface DriveOptions {
  readonly publisher: Publisher;
  readonly source: VideoSource;
  readonly accessToken: (refused?: string) => Promise<string>;
  readonly request?: Partial<PublishStep['request']>;
  readonly checkpoint?: unknown;
  /** Lets time pass between steps that ask for it. */
  readonly wait: (seconds: number) => Promise<void>;
  /** Stops after the step for which this is true. */
  readonly until?: (result: StepResult) => boolean;
  readonly signal?: AbortSignal;
  readonly dueAt?: number;
  readonly now?: () => number;
  readonly account?: PublishStep['account'];
  readonly assets?: PublishStep['assets'];
}

/** Takes steps like the worker does, with the checkpoint going through storage and every step after a wait resumed. */
export async function drivePublisher(options: DriveOptions): Promise<StepResult[]> {
  const results: StepResult[] = [];
  let { checkpoint = null } = options;
  let bytesSent = 0;
  let resumed = true;
  for (let steps = 0; steps < 500; steps += 1) {
    const result = await options.publisher.advance({
      request: {
        title: 'A title',
        description: 'Words',
        tags: ['one', 'two'],
        visibility: 'private',
        madeForKids: false,
        ...options.request,
      },
      source: options.source,
      assets: options.assets ?? {
        open: async () => Readable.from([]),
        share: async () => 'https://bucket.example/asset',
      },
      account: options.account ?? { remoteId: 'UC1', variant: null },
      dueAt: options.dueAt ?? null,
      checkpoint,
      bytesSent,
      resumed,
      accessToken: options.accessToken,
      signal: options.signal ?? new AbortController().signal,
      now: options.now ?? (() => Date.now()),
    });
    results.push(result);
    if (options.until?.(result) || result.state === 'published' || result.state === 'ready') return results;
    checkpoint = JSON.parse(JSON.stringify(result.checkpoint));
    const seconds = result.state === 'processing' ? result.pollAfterSeconds : (result.pauseSeconds ?? 0);
    if (result.state === 'uploading') bytesSent = result.bytesSent;
    resumed = seconds > 0;
    await options.wait(seconds);
  }
  throw new Error('The publisher does not come to an end.');
}
