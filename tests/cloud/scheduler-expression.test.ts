import { describe, expect, it } from '@jest/globals';
import { nextTime, parseScheduleExpression } from '../../local/cloud/scheduler/expression/schedule-expression.ts';
import { asUtc, instantOf, wallTimeAt } from '../../local/cloud/scheduler/expression/zone-time.ts';
import fc from '../support/fast-check.ts';

/** The next `count` times of an expression after a moment, as ISO strings. */
function times(text: string, after: string, count: number, zone = 'UTC'): string[] {
  const expression = parseScheduleExpression(text);
  if (!expression) throw new Error(`not valid: ${text}`);
  const found: string[] = [];
  let at = Date.parse(after);
  const frame = { zone, startsAt: at };
  while (found.length < count) {
    const next = nextTime(expression, frame, at);
    if (next === undefined) break;
    found.push(new Date(next).toISOString().replace(':00.000Z', 'Z'));
    at = next;
  }
  return found;
}

describe('at', () => {
  it('is a wall time in its zone', () => {
    expect(times('at(2027-01-15T09:30:00)', '2027-01-01T00:00Z', 2)).toEqual(['2027-01-15T09:30Z']);
    expect(times('at(2027-01-15T09:30:00)', '2027-01-01T00:00Z', 1, 'America/New_York')).toEqual(['2027-01-15T14:30Z']);
    expect(times('at(2027-07-15T09:30:00)', '2027-01-01T00:00Z', 1, 'America/New_York')).toEqual(['2027-07-15T13:30Z']);
    expect(times('at(2027-01-15T09:30:00)', '2027-01-01T00:00Z', 1, 'Asia/Kolkata')).toEqual(['2027-01-15T04:00Z']);
  });

  it('moves on when clocks skip its time, and is the first of two', () => {
    expect(times('at(2027-03-28T02:30:00)', '2027-01-01T00:00Z', 1, 'Europe/Berlin')).toEqual(['2027-03-28T01:30Z']);
    expect(times('at(2027-10-31T02:30:00)', '2027-01-01T00:00Z', 1, 'Europe/Berlin')).toEqual(['2027-10-31T00:30Z']);
  });
});

describe('rate', () => {
  it('begins at once and goes on evenly, a day being 24 hours', () => {
    const expression = parseScheduleExpression('rate(1 day)');
    const startsAt = Date.parse('2027-03-27T12:00Z');
    if (!expression) throw new Error('not valid');
    const frame = { zone: 'Europe/Berlin', startsAt };
    expect(nextTime(expression, frame, startsAt - 1)).toBe(startsAt);
    expect(nextTime(expression, frame, startsAt)).toBe(startsAt + 86_400_000);
    expect(nextTime(expression, frame, startsAt + 86_400_000 * 3 + 5)).toBe(startsAt + 86_400_000 * 4);
    expect(nextTime(expression, frame, startsAt - 999_999_999)).toBe(startsAt);
  });
});

describe('cron', () => {
  it.each([
    ['cron(0 9 * * ? *)', ['2027-01-01T09:00Z', '2027-01-02T09:00Z']],
    [
      'cron(0/15 9-10 * * ? *)',
      ['2027-01-01T09:00Z', '2027-01-01T09:15Z', '2027-01-01T09:30Z', '2027-01-01T09:45Z', '2027-01-01T10:00Z'],
    ],
    ['cron(5,35 14 * * ? *)', ['2027-01-01T14:05Z', '2027-01-01T14:35Z', '2027-01-02T14:05Z']],
    ['cron(15 10 ? * 6L 2027-2028)', ['2027-01-29T10:15Z', '2027-02-26T10:15Z']],
    ['cron(0 10 ? * MON-FRI *)', ['2027-01-01T10:00Z', '2027-01-04T10:00Z']],
    [
      'cron(0 10 ? * FRI-MON *)',
      ['2027-01-01T10:00Z', '2027-01-02T10:00Z', '2027-01-03T10:00Z', '2027-01-04T10:00Z', '2027-01-08T10:00Z'],
    ],
    ['cron(0 8 1 * ? *)', ['2027-02-01T08:00Z', '2027-03-01T08:00Z']],
    ['cron(0 0 L * ? *)', ['2027-01-31T00:00Z', '2027-02-28T00:00Z', '2027-03-31T00:00Z']],
    [
      'cron(0 0 15W * ? *)',
      ['2027-01-15T00:00Z', '2027-02-15T00:00Z', '2027-03-15T00:00Z', '2027-04-15T00:00Z', '2027-05-14T00:00Z'],
    ],
    ['cron(0 0 1W MAY ? *)', ['2027-05-03T00:00Z', '2028-05-01T00:00Z']],
    ['cron(0 0 ? * 3#2 *)', ['2027-01-12T00:00Z', '2027-02-09T00:00Z']],
    ['cron(0 0 29 FEB ? *)', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['cron(30-30 13-13 ? * 2,4,6 *)', ['2027-01-01T13:30Z', '2027-01-04T13:30Z']],
    ['cron(0 0 30 2 ? *)', []],
    ['cron(0 0 1 1 ? 2026)', []],
  ])('%s', (text, expected) => {
    expect(times(text, '2027-01-01T08:30Z', expected.length || 1)).toEqual(expected);
  });

  it('skips the day on which clocks jump over its time', () => {
    expect(times('cron(30 2 * * ? *)', '2027-03-26T12:00Z', 3, 'Europe/Berlin')).toEqual([
      '2027-03-27T01:30Z',
      '2027-03-29T00:30Z',
      '2027-03-30T00:30Z',
    ]);
  });

  it('fires once when clocks show its time twice', () => {
    expect(times('cron(30 2 * * ? *)', '2027-10-30T12:00Z', 2, 'Europe/Berlin')).toEqual([
      '2027-10-31T00:30Z',
      '2027-11-01T01:30Z',
    ]);
    expect(times('cron(30 1 * * ? *)', '2027-11-06T12:00Z', 2, 'America/New_York')).toEqual([
      '2027-11-07T05:30Z',
      '2027-11-08T06:30Z',
    ]);
  });

  it('keeps its wall time over the change of clocks, also where that is half an hour', () => {
    expect(times('cron(0 9 * * ? *)', '2027-03-27T12:00Z', 2, 'Europe/Berlin')).toEqual([
      '2027-03-28T07:00Z',
      '2027-03-29T07:00Z',
    ]);
    expect(times('cron(0 9 * * ? *)', '2027-04-02T12:00Z', 3, 'Australia/Lord_Howe')).toEqual([
      '2027-04-02T22:00Z',
      '2027-04-03T22:30Z',
      '2027-04-04T22:30Z',
    ]);
  });
});

describe('an instant and its wall time', () => {
  it('belong together in every zone, except in the second run of an hour', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Pacific/Chatham',
      'America/St_Johns',
    );
    const instants = fc.integer({ min: Date.parse('2020-01-01') / 1_000, max: Date.parse('2040-01-01') / 1_000 });
    fc.assert(
      fc.property(zones, instants, (zone, seconds) => {
        const instant = seconds * 1_000;
        const back = instantOf(wallTimeAt(instant, zone), zone) ?? Number.NaN;
        expect(asUtc(wallTimeAt(back, zone))).toBe(asUtc(wallTimeAt(instant, zone)));
        expect([0, 1_800_000, 3_600_000]).toContain(instant - back);
      }),
    );
  });
});

describe('what is no expression', () => {
  it.each([
    'at(2027-02-30T09:00:00)',
    'at(2027-13-01T09:00:00)',
    'at(2027-01-01T24:00:00)',
    'at(2027-01-01T09:00)',
    'at(2027-01-01T09:00:00Z)',
    'at(2027-01-01T09:00:00.5)',
    'at(2027-01-01 09:00:00)',
    'rate(0 minutes)',
    'rate(-1 minutes)',
    'rate(1.5 hours)',
    'rate(5 seconds)',
    'rate(5)',
    'cron(0 9 * * * *)',
    'cron(0 9 ? * ? *)',
    'cron(60 9 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 9 32 * ? *)',
    'cron(0 9 * 13 ? *)',
    'cron(0 9 ? * 8 *)',
    'cron(0 9 * * ? 2200)',
    'cron(0 9 * * ?)',
    'cron(0 9 * * ? * *)',
    'cron(0/0 9 * * ? *)',
    'cron(0//5 9 * * ? *)',
    'cron(1-2-3 9 * * ? *)',
    'cron(a 9 * * ? *)',
    'cron(0 9 40W * ? *)',
    'cron(0 9 ? * 3#6 *)',
    'cron( )',
    'every day',
    '',
  ])('%s', (text) => {
    expect(parseScheduleExpression(text)).toBeUndefined();
  });
});
