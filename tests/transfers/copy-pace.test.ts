import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { DriveApi } from '../../shared/domain/drive/drive-api.ts';
import { chunkBytes } from '../../shared/transfer/copy/chunk-bytes.ts';
import { createIdPool } from '../../shared/transfer/copy/create-id-pool.ts';
import { createPacer } from '../../shared/transfer/copy/create-pacer.ts';
import { pacedBody } from '../../shared/transfer/copy/paced-body.ts';
import fc from '../support/fast-check.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { buildTransfer } from './support/build-transfer.ts';

const never = new AbortController().signal;

describe('the limit of bandwidth', () => {
  it('holds over everything that is sent at the same time, and is used up', async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 65_536, max: 10_000_000 }),
        fc.array(pieces, { minLength: 1, maxLength: 4 }),
        async (rate, files) => {
          const clock = createVirtualClock(0);
          const pace = createPacer(rate, clock, never);
          const sent: { at: number; bytes: number }[] = [];
          const sending = files.map(async (file) => {
            for (const bytes of file) {
              await pace(bytes);
              sent.push({ at: clock.now(), bytes });
            }
          });
          await clock.settle(Promise.all(sending));
          let total = 0;
          for (const { at, bytes } of sent) {
            // A piece goes as soon as those before it have had their time, so at most one piece is ahead.
            expect(total).toBeLessThanOrEqual(rate * (at / 1000 + 0.25) + 1);
            total += bytes;
          }
          expect(clock.now()).toBeLessThanOrEqual((total / rate) * 1000 + 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('does not hold what has no limit', async () => {
    const clock = createVirtualClock(0);
    const pace = createPacer(null, clock, never);
    await Promise.all([pace(1e12), pace(1e12)]);
    expect(clock.now()).toBe(0);
  });

  it('lets go of who waits when the turn ends', async () => {
    const turn = new AbortController();
    const pace = createPacer(1000, createVirtualClock(0), turn.signal);
    await pace(10_000);
    const waiting = pace(1);
    turn.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    await expect(pace(1)).rejects.toThrow('over');
  });

  it('ends both ends of a body, whichever fails', async () => {
    const transfer = buildTransfer();
    const limited = { ...transfer, options: { ...transfer.options, bytesPerSecond: 65_536 } };
    const source = Readable.from([Buffer.alloc(10), Buffer.alloc(10)]);
    const paced = pacedBody(source, { transfer: limited, pace: () => Promise.reject(new Error('over')) });
    await expect(paced.toArray()).rejects.toThrow('over');
    expect(source.destroyed).toBe(true);
    const other = Readable.from([Buffer.alloc(10)]);
    const body = pacedBody(other, { transfer: limited, pace: async () => undefined });
    const closed = new Promise((resolve) => other.once('close', resolve));
    body.destroy();
    await closed;
  });
});

describe('the length of a chunk', () => {
  it('is a multiple of 256 KiB unless it is the last, and all chunks together are the file', () => {
    const rates = fc.option(fc.integer({ min: 65_536, max: 1e10 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 27 }), rates, (size, rate) => {
        let start = 0;
        for (let chunks = 0; start < size && chunks < 1000; chunks += 1) {
          const bytes = chunkBytes(start, size, rate);
          expect(bytes).toBeGreaterThan(0);
          expect(bytes).toBeLessThanOrEqual(16 * 1024 ** 2);
          if (start + bytes < size) expect(bytes % (256 * 1024)).toBe(0);
          start += bytes;
          expect(start).toBeLessThanOrEqual(size);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('ids for new files', () => {
  it('are fetched by the hundred, never given twice, and fetched again after a failure', async () => {
    let calls = 0;
    const generateIds: DriveApi['generateIds'] = async (count, kind) => {
      calls += 1;
      if (calls === 1) throw new Error('no answer');
      return Array.from({ length: count }, (_, index) => `${kind}-${calls}-${index}`);
    };
    const newId = createIdPool({ generateIds }, never);
    await expect(newId('files')).rejects.toThrow('no answer');
    const ids = await Promise.all(Array.from({ length: 250 }, () => newId('files')));
    expect([new Set(ids).size, calls]).toEqual([250, 4]);
    expect(await newId('shortcuts')).toMatch(/^shortcuts-/);
  });
});
