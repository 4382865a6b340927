import { describe, expect, it } from '@jest/globals';
import type { Transfer } from '../../web/drive/drive-api.ts';
import { describeChosen, describeProgress, percentOf } from '../../web/drive/transfers/describe-transfer.ts';
import { planTransferLook } from '../../web/drive/transfers/plan-transfer-look.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const at = (status: Transfer['status'], waitsInSeconds?: number) => ({
  status,
  waits_until: waitsInSeconds === undefined ? null : new Date(now + waitsInSeconds * 1000).toISOString(),
});

describe('when transfers are looked at again', () => {
  it.each([
    ['nothing is there', [], undefined],
    ['all have come to their end or wait for a word', [at('done'), at('planned'), at('paused')], undefined],
    ['one of many moves', [at('done'), at('running'), at('waiting', 3600)], 1500],
    ['a plan is being made', [at('planning')], 1500],
    ['one goes on in a moment', [at('waiting', 5), at('waiting', 900)], 5000],
    ['one should have gone on already', [at('waiting', -60)], 1500],
    ['all wait for long', [at('waiting', 3600)], 15_000],
    ['an account has to be connected, perhaps in another tab', [at('reconnect')], 15_000],
  ])('when %s', (_, transfers, milliseconds) => expect(planTransferLook(transfers, now)).toBe(milliseconds));
});

const progress = {
  items: 10,
  done: 4,
  skipped: 1,
  failed: 0,
  bytes: 2_000_000,
  bytes_total: 8_000_000,
  bytes_per_second: 1_000_000,
  seconds_left: 6,
};

it('a transfer is called by what it moves', () => {
  const name = (count: number, names: string[]) => describeChosen({ chosen: { count, names } });
  expect(name(1, [])).toBe('1 item');
  expect(name(1, ['a.mp4'])).toBe('a.mp4');
  expect(name(3, ['a', 'b', 'c'])).toBe('a, b, and c');
  expect(name(12, ['a', 'b', 'c'])).toBe('a, b, c, and 9 more');
});

describe('how far a transfer has come', () => {
  it('goes by bytes, and by items where nothing has any', () => {
    expect(percentOf({ status: 'running', progress })).toBe(25);
    expect(percentOf({ status: 'running', progress: { ...progress, bytes: 0, bytes_total: 0 } })).toBe(50);
    expect(percentOf({ status: 'running', progress: { ...progress, items: 0, bytes: 0, bytes_total: 0 } })).toBe(0);
    expect(percentOf({ status: 'done', progress })).toBe(100);
  });

  it('is said with speed and time left while it moves, and without numbers that say nothing', () => {
    const transfer = {
      status: 'running',
      progress,
      plan: { files: 9, folders: 1 },
      waits_until: null,
      created_at: new Date(now).toISOString(),
    } as Transfer;
    expect(describeProgress(transfer)).toMatch(
      /^5 of 10 items · 2 MB of 8 MB · 1 MB\/s · 0:06 left · 1 left out · Ordered /,
    );
    const still = { ...progress, bytes_per_second: null, seconds_left: null, skipped: 0, failed: 2 };
    expect(describeProgress({ ...transfer, status: 'paused', progress: still })).toMatch(
      /^4 of 10 items · 2 MB of 8 MB · 2 failed · Ordered /,
    );
    expect(describeProgress({ ...transfer, status: 'planning' })).toBe('9 files and 1 folder so far');
  });
});
