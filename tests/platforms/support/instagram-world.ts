import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { instagramDefaults } from '../../../shared/contract/settings/instagram.ts';
import {
  PlatformError,
  type Publisher,
  type PublishStep,
  type StepResult,
  type VideoSource,
} from '../../../shared/domain/posts/publisher.ts';
import type { InstagramVariant } from '../../../shared/platforms/instagram/addresses.ts';
import { createInstagramPublisher } from '../../../shared/platforms/instagram/publisher.ts';
import type { InstagramRequest } from '../../../shared/platforms/instagram/request.ts';
import { instagramRules } from '../../../shared/platforms/instagram/rules.ts';
import { type InstagramSimulator, startInstagramSimulator } from '../../support/instagram-simulator.ts';
import { type DriveOptions, drivePublisher } from './drive-publisher.ts';
import { driveWithdrawal } from './drive-withdrawal.ts';

const clip = readFileSync(new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url));

/** A playable clip of this size or a little more, followed by bytes that no player looks at. */
export function makeClip(sizeBytes = 0, seed = 1): Buffer {
  const freeBytes = Math.max(8, sizeBytes - clip.length);
  const box = Buffer.alloc(freeBytes, seed);
  box.writeUInt32BE(freeBytes, 0);
  box.write('free', 4, 'latin1');
  return Buffer.concat([clip, box]);
}

export interface ServedVideo extends VideoSource {
  readonly sha256: string;
}

/** Serves files from public addresses, as the bucket does. */
export async function startFileServer() {
  const files = new Map<string, { bytes: Buffer; contentType: string }>();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.bytes.length }).end(file.bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const put = (path: string, bytes: Buffer, contentType: string) => {
    files.set(path, { bytes, contentType });
    return `${url}${path}`;
  };
  return {
    put,
    serve: (bytes: Buffer, contentType = 'video/mp4'): ServedVideo => ({
      filename: 'clip.mp4',
      contentType,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      share: async () => put(`/video-${files.size}`, bytes, contentType),
      open: async (start, end) => Readable.from([bytes.subarray(start, end + 1)], { objectMode: false }),
    }),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** The request of a reel with the given differences. */
export function buildInstagramRequest(differences: Partial<InstagramRequest> = {}) {
  const { settings, texts } = { settings: instagramDefaults, texts: { caption: 'Words' } };
  return { ...instagramRules.buildRequest({ settings, texts, assets: {} }), ...differences };
}

export type WorldDrive = Partial<Omit<DriveOptions, 'request'>> & {
  readonly request?: Partial<InstagramRequest>;
  readonly account?: PublishStep['account'];
};

/** Simulated Instagram with ada's account, by one login, and a publisher that posts there. */
export async function startInstagramWorld(
  variant: InstagramVariant,
  options: Parameters<typeof startInstagramSimulator>[0] = {},
) {
  const simulator: InstagramSimulator = await startInstagramSimulator(options);
  const files = await startFileServer();
  const publisher: Publisher = createInstagramPublisher(simulator.addresses);
  const source = files.serve(makeClip(200_000));
  let { accessToken: token } = await simulator.connect(variant);
  let offsetMs = 0;
  let captions = 0;
  let caption = '';
  const now = () => Date.now() + offsetMs;

  const wait = async (seconds: number) => {
    offsetMs += seconds * 1000;
    await simulator.advance(seconds);
  };
  const newCaption = () => {
    captions += 1;
    caption = `Words ${captions} – ünï 🎬`;
    return caption;
  };
  newCaption();

  const accessToken = async (refused?: string) => {
    if (refused === token) token = (await simulator.connect(variant)).accessToken;
    return token;
  };
  const account = { remoteId: '17841400000000001', variant };

  /** Drives to the end, or to `until`, from a checkpoint. */
  const drive = (drive: WorldDrive = {}): Promise<StepResult[]> => {
    const { request, ...rest } = drive;
    return drivePublisher({
      publisher,
      source,
      account,
      accessToken,
      wait,
      now,
      ...rest,
      request: { ...buildInstagramRequest({ caption }), ...request },
    });
  };

  return {
    simulator,
    files,
    source,
    now,
    wait,
    newCaption,
    drive,
    /** Takes back what has come as far as this checkpoint. */
    withdraw: (checkpoint: unknown) =>
      driveWithdrawal(
        publisher,
        {
          request: buildInstagramRequest({ caption }),
          source,
          assets: { open: async () => Readable.from([]), share: async () => 'https://bucket.example/asset' },
          account,
          dueAt: null,
          bytesSent: 0,
          accessToken,
          signal: new AbortController().signal,
          now,
        },
        checkpoint,
        wait,
      ),
    /** How the drive fails. */
    failure: async (options: WorldDrive = {}): Promise<PlatformError> => {
      const error = await drive(options).catch((reason: unknown) => reason);
      if (error instanceof PlatformError) return error;
      throw new Error(`ended otherwise: ${JSON.stringify(error)}`);
    },
    /** Everything with the words of this test that visitors see. */
    onAccount: async () =>
      (await simulator.ledger()).filter(({ title, kind }) => title === caption && kind !== 'comment'),
    comments: async () => (await simulator.ledger()).filter(({ kind }) => kind === 'comment'),
    close: async () => {
      await simulator.close();
      await files.close();
    },
  };
}
export type InstagramWorld = Awaited<ReturnType<typeof startInstagramWorld>>;

export function checkpointOf(results: readonly StepResult[]): unknown {
  const last = results.at(-1);
  return last && 'checkpoint' in last ? last.checkpoint : undefined;
}
