// A large reel over a line on which one step is too short for its bytes: `node tests/bench/instagram-slow-line.ts [mebibytes=1024]`
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformError, type PublishStep, type StepResult } from '../../shared/domain/posts/publisher.ts';
import { createInstagramPublisher } from '../../shared/platforms/instagram/publisher.ts';
import { buildInstagramRequest } from '../platforms/support/instagram-world.ts';
import { startInstagramSimulator } from '../support/instagram-simulator.ts';

const mebibyte = 1024 * 1024;
const sizeBytes = Number(process.argv[2] ?? 1024) * mebibyte;
/** A worker has two minutes; so that the bench is short, the line is as much slower as the turn is shorter. */
const turnMs = 5_000;
const lineBytesPerSecond = 4 * mebibyte;

const folder = await mkdtemp(join(tmpdir(), 'hopper-slow-line-'));
const path = join(folder, 'reel.mp4');
const file = await open(path, 'w');
await file.truncate(sizeBytes);
await file.close();
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': sizeBytes });
  createReadStream(path).pipe(response);
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/reel.mp4`;
const instagram = { maxReelBytes: 4 * 1024 * mebibyte, checksFiles: false, maxKeptBytes: 0 };
const simulator = await startInstagramSimulator({ instagram });
const publisher = createInstagramPublisher(simulator.addresses);
const { accessToken } = await simulator.connect('facebook_login');

let peakBytes = 0;
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 50);

/** Posts turn by turn like a worker whose turns are that short. */
async function post(milliseconds: number) {
  peakBytes = 0;
  const begin = Date.now();
  let checkpoint: unknown = null;
  for (let turns = 1; ; turns += 1) {
    const signal = AbortSignal.timeout(milliseconds);
    const result = await takeTurn(signal);
    if (result?.state !== 'published') continue;
    return { turns, seconds: (Date.now() - begin) / 1000, peakMib: peakBytes / mebibyte };
  }

  async function takeTurn(signal: AbortSignal): Promise<StepResult | undefined> {
    for (let resumed = true; ; resumed = false) {
      const result = await publisher.advance({ ...common, checkpoint, resumed, signal }).catch((error: unknown) => {
        if (!signal.aborted && !(error instanceof PlatformError)) throw error;
        return undefined;
      });
      if (!result || result.state === 'published') return result;
      checkpoint = JSON.parse(JSON.stringify(result.checkpoint));
      const seconds = result.state === 'processing' ? result.pollAfterSeconds : 0;
      if (seconds === 0) continue;
      await simulator.advance(seconds);
      return result;
    }
  }
}

const common: Omit<PublishStep, 'checkpoint' | 'resumed' | 'signal'> = {
  request: buildInstagramRequest({ caption: 'Large' }),
  source: {
    filename: 'reel.mp4',
    contentType: 'video/mp4',
    sizeBytes,
    share: async () => url,
    open: async (start, end) => createReadStream(path, { start, end }),
  },
  assets: { open: async () => createReadStream(path), share: async () => url },
  account: { remoteId: '17841400000000001', variant: 'facebook_login' },
  dueAt: null,
  bytesSent: 0,
  accessToken: async () => accessToken,
  now: Date.now,
};

const fast = await post(120_000);
await simulator.setFaults({
  kind: 'slow',
  operation: 'rupload',
  bytesPerSecond: lineBytesPerSecond,
  count: null,
});
const slow = await post(turnMs);
clearInterval(watch);
const [first, second] = (await simulator.ledger()).filter(({ kind }) => kind === 'reel');
server.closeAllConnections();
server.close();
await simulator.close();
await rm(folder, { recursive: true, force: true });

const line = ({ turns, seconds, peakMib }: Awaited<ReturnType<typeof post>>) =>
  `${turns} turns, ${seconds.toFixed(1)} s, peak ${peakMib.toFixed(0)} MiB with the simulator in the same process`;
console.log(`${sizeBytes / mebibyte} MiB reel by Facebook Login:`);
console.log(`  bytes in one step         ${line(fast)}`);
console.log(`  step too short, fetched   ${line(slow)}`);
console.log(`  arrived whole: ${first?.bytes === sizeBytes && second?.sha256 === first.sha256}`);
