import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { ask, makeBytes, put, startWorld, video, type World } from './youtube-sim-world.ts';

const block = 262_144;
let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld({ youtube: { dailyInserts: 100_000, channelDailyUploads: 100_000 } });
  token = await world.signIn();
});
afterAll(() => world.close());

/** One thing a client, a network or a crash may do in the middle of an upload. Sizes are in bytes. */
const disturbance = fc.oneof(
  fc.record({ does: fc.constant('send' as const), bytes: fc.integer({ min: 1, max: 3 * block }) }),
  fc.record({ does: fc.constant('sendBlocks' as const), blocks: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constant('sendElsewhere' as const), start: fc.integer({ min: 0, max: 6 * block }) }),
  fc.record({ does: fc.constant('hangUp' as const), after: fc.integer({ min: 0, max: 3 * block }) }),
  fc.record({
    does: fc.constant('fault' as const),
    rule: fc.oneof(
      fc.record({ kind: fc.constant('cut-body-after'), bytes: fc.integer({ min: 0, max: 3 * block }) }),
      fc.record({ kind: fc.constant('partly-stored'), bytes: fc.integer({ min: 0, max: 3 * block }) }),
      fc.record({ kind: fc.constant('status'), status: fc.constantFrom(500, 502, 503, 429) }),
      fc.record({ kind: fc.constantFrom('before-effect', 'after-effect', 'half-answer') }),
    ),
  }),
  fc.record({ does: fc.constant('restart' as const) }),
);
type Disturbance = typeof disturbance extends fc.Arbitrary<infer T> ? T : never;

/** An upload whose client only ever believes what the server says. */
function createUpload(opened: string, bytes: Buffer) {
  const total = bytes.length;
  const address = () => `${world.url}${opened.slice(new URL(opened).origin.length)}`;
  const stored = async (): Promise<number | 'done'> => {
    const reply = await ask(token, address(), total).catch(() => undefined);
    if (reply === undefined || reply.status >= 429) return stored();
    if (reply.status === 201) return 'done';
    expect(reply.status).toBe(308);
    const at = reply.headers.range ? Number(String(reply.headers.range).replace('bytes=0-', '')) + 1 : 0;
    expect(at === total || at % block === 0).toBe(true);
    return at;
  };
  /** Sends from where the server says it is; whatever comes back, the next step asks anew. */
  const send = async (length: number, start?: number) => {
    const from = start ?? (await stored());
    if (from === 'done' || from >= total) return;
    const part = bytes.subarray(from, from + length);
    await put(token, address(), part, `${from}-${from + part.length - 1}/${total}`).catch(() => undefined);
  };
  const hangUp = async (after: number) => {
    const from = await stored();
    if (from === 'done') return;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-length': total - from,
      'content-range': `bytes ${from}-${total - 1}/${total}`,
    };
    const request = httpRequest(address(), { method: 'PUT', headers });
    const closed = new Promise((resolve) => request.on('error', () => {}).once('close', resolve));
    await new Promise((resolve) => request.write(bytes.subarray(from, from + after), resolve));
    request.destroy();
    await closed;
  };
  return { stored, send, hangUp };
}

async function disturb(upload: ReturnType<typeof createUpload>, step: Disturbance): Promise<void> {
  switch (step.does) {
    case 'send':
      return upload.send(step.bytes);
    case 'sendBlocks':
      return upload.send(step.blocks * block);
    case 'sendElsewhere':
      return upload.send(block, step.start);
    case 'hangUp':
      return upload.hangUp(step.after);
    case 'restart':
      return world.restart();
    case 'fault':
      await world.faults({ platform: 'youtube', operation: 'videos.insert.upload', ...step.rule });
      return upload.send(Number.POSITIVE_INFINITY);
  }
}

describe('resumable upload', () => {
  it('ends with the same bytes and exactly one video, whatever happens on the way', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 16 * block }),
        fc.array(disturbance, { maxLength: 8 }),
        async (total, steps) => {
          runs += 1;
          const title = `run ${runs}`;
          const bytes = makeBytes(total, (runs % 255) + 1);
          await world.control('DELETE', '/faults');
          const upload = createUpload(
            String((await world.open(token, total, video({ title }))).headers.location),
            bytes,
          );
          for (const step of steps) await disturb(upload, step);
          await world.control('DELETE', '/faults');
          while ((await upload.stored()) !== 'done') await upload.send(total);
          const rows = (await world.ledger()).filter((row) => row.title === title);
          expect(rows.map((row) => [row.bytes, row.sha256])).toEqual([
            [total, createHash('sha256').update(bytes).digest('hex')],
          ]);
          const media = await fetch(`${world.url}/youtube/media/${rows[0]?.remoteId}`);
          expect(Buffer.from(await media.arrayBuffer()).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 40) },
    );
  }, 120_000);
});
