import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  findInstants,
  parseInstant,
  toOffsetString,
  toZonedTime,
} from '../../../shared/domain/schedules/local-time.ts';
import { parseScheduledTime } from '../../../shared/domain/schedules/parse-scheduled-time.ts';
import { planSpaced } from '../../../shared/domain/schedules/plan-spaced.ts';
import fc from '../../support/fast-check.ts';
import { listTransitions, offsetAt, wallTime } from './intl-oracle.ts';

const from = Date.parse('2026-01-01T00:00:00Z');
const to = Date.parse('2028-12-31T00:00:00Z');
const zones = Intl.supportedValuesOf('timeZone');
/** Half an hour at Lord Howe, before the epoch of the day in Cairo and Beirut, Ramadan in Casablanca, none in Tokyo. */
const odd = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Chatham',
  'Asia/Tokyo',
  'Atlantic/Azores',
  'Europe/Dublin',
  'America/Santiago',
];
const transitions = odd.flatMap((zone) => listTransitions(zone, from, to));
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: from / 1000, max: to / 1000 }).map((seconds) => seconds * 1000);
const toText = (ms: number) => new Date(ms).toISOString().slice(0, 19);

describe('a local time', () => {
  it('is read as the instant at which clocks show it, in every zone', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const local = wallTime(at, timeZone);
        const found = findInstants(local, timeZone);
        if (!found || found.kind === 'nonexistent') throw new Error(`${local} in ${timeZone} exists`);
        expect([found.earlier.at, found.later.at]).toContain(at);
        for (const { at: read } of [found.earlier, found.later]) expect(wallTime(read, timeZone)).toBe(local);
        expect(toZonedTime(at, timeZone)).toEqual({ at, local, timeZone });
      }),
    );
  });

  it('is asked back exactly when clocks jump over it or come back to it, at every change of many zones', () => {
    expect(transitions.filter(({ shiftMs }) => shiftMs > 0).length).toBeGreaterThan(20);
    expect(transitions.filter(({ shiftMs }) => shiftMs < 0).length).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.constantFrom(...transitions), fc.double({ min: -1, max: 2, noNaN: true }), (change, part) => {
        const { timeZone, at, shiftMs } = change;
        const length = Math.abs(shiftMs);
        // The stretch of wall time that is missing or doubled begins at what clocks show then, or would have shown.
        const stretch = at + offsetAt(at - 1000, timeZone) - (shiftMs < 0 ? length : 0);
        const wall = Math.floor((stretch + part * length) / 1000) * 1000;
        const isInside = wall >= stretch && wall < stretch + length;
        const found = findInstants(toText(wall), timeZone);
        const expected = isInside ? (shiftMs > 0 ? 'nonexistent' : 'ambiguous') : 'exact';
        expect(found?.kind).toBe(expected);
        expect((found?.later.at ?? 0) - (found?.earlier.at ?? 0)).toBe(isInside ? length : 0);
      }),
    );
  });

  it('of a gap has the two instants that the offsets before and after it make', () => {
    const found = findInstants('2027-03-14T02:30', 'America/New_York');
    expect(found).toEqual({
      kind: 'nonexistent',
      earlier: { at: Date.parse('2027-03-14T06:30Z'), local: '2027-03-14T01:30:00', timeZone: 'America/New_York' },
      later: { at: Date.parse('2027-03-14T07:30Z'), local: '2027-03-14T03:30:00', timeZone: 'America/New_York' },
    });
  });

  it.each(['2027-02-29T10:00', '2027-13-01T10:00', '2027-01-01T24:00', '2027-01-01T10:60', '2027-01-01', 'soon', ''])(
    'is refused when it is none: %s',
    (text) => {
      expect(findInstants(text, 'Europe/Berlin')).toBeUndefined();
      expect(parseInstant(`${text}Z`)).toBeUndefined();
    },
  );
});

describe('an instant', () => {
  it('is read back from what is shown with its offset', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        expect(parseInstant(toOffsetString(toZonedTime(at, timeZone)))).toBe(at);
      }),
    );
  });
});

describe('a spaced plan', () => {
  const count = fc.integer({ min: 1, max: 40 });
  const value = fc.integer({ min: 1, max: 9 });
  const firstNow = fc.boolean();

  it('in minutes and hours is exact', () => {
    const unit = fc.constantFrom('minutes' as const, 'hours' as const);
    fc.assert(
      fc.property(zone, instant, count, value, unit, firstNow, (timeZone, start, n, each, by, first) => {
        const plan = planSpaced(n, { start, interval: { value: each, unit: by }, timeZone, firstNow: first });
        const step = each * (by === 'minutes' ? 60_000 : 3600_000);
        expect(plan.map(({ at }) => at)).toEqual(plan.map((_, index) => start + step * (index + (first ? 0 : 1))));
      }),
    );
  });

  it('in days keeps its time of day across every change of clocks, on consecutive days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...transitions), count, value, firstNow, instant, (change, n, each, first, noise) => {
        const { timeZone } = change;
        const start = Math.floor((change.at - (noise % (20 * 24 * 3600_000))) / 1000) * 1000;
        const plan = planSpaced(n, { start, interval: { value: each, unit: 'days' }, timeZone, firstNow: first });
        const begin = Date.parse(`${wallTime(start, timeZone)}Z`);
        for (const [index, { at, local }] of plan.entries()) {
          const wanted = toText(begin + each * (index + (first ? 0 : 1)) * 24 * 3600_000);
          const found = findInstants(wanted, timeZone);
          expect(at).toBe(
            found?.kind === 'nonexistent' ? found.later.at : index === 0 && first ? start : found?.earlier.at,
          );
          expect(local).toBe(wallTime(at, timeZone));
        }
        expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
    );
  });

  it('keeps breakfast at nine when clocks are set', () => {
    const start = Date.parse('2027-03-26T08:00:00Z');
    const interval = { value: 1, unit: 'days' } as const;
    const plan = planSpaced(4, { start, interval, timeZone: 'Europe/Berlin', firstNow: true });
    expect(plan.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2027-03-26T08:00:00.000Z',
      '2027-03-27T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
      '2027-03-29T07:00:00.000Z',
    ]);
    expect(addDays(toZonedTime(start, 'Europe/Berlin'), 3)).toEqual(plan[3]);
  });
});

describe('what a user says', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const say =
    (time: string, timeZone = 'America/New_York', disambiguation?: 'earlier' | 'later') =>
    () =>
      parseScheduledTime({ time, timeZone, disambiguation }, now);
  const at = (text: string) => Date.parse(text);

  it('may be an instant or a local time', () => {
    expect(say('2027-01-02T03:04:05Z')()).toMatchObject({
      at: at('2027-01-02T03:04:05Z'),
      local: '2027-01-01T22:04:05',
    });
    expect(say('2027-01-02T03:04+01:00')()).toMatchObject({ at: at('2027-01-02T02:04Z') });
    expect(say('2027-01-02T03:04')()).toMatchObject({ at: at('2027-01-02T08:04Z'), local: '2027-01-02T03:04:00' });
  });

  it('is asked back when it comes twice, with both instants', () => {
    const details = ['2027-11-07T01:30:00-04:00', '2027-11-07T01:30:00-05:00'];
    expect(say('2027-11-07T01:30')).toThrow(
      expect.objectContaining({
        code: 'ambiguous_time',
        details: details.map((message) => ({ path: 'scheduled_time', message })),
      }),
    );
    for (const detail of details) expect(say(detail)().at).toBe(at(detail));
    expect(say('2027-11-07T01:30', 'America/New_York', 'earlier')().at).toBe(at(details[0] ?? ''));
    expect(say('2027-11-07T01:30', 'America/New_York', 'later')().at).toBe(at(details[1] ?? ''));
  });

  it('is asked back when it does not exist, with both instants', () => {
    expect(say('2027-03-14T02:30')).toThrow(
      expect.objectContaining({
        code: 'nonexistent_time',
        details: [
          { path: 'scheduled_time', message: '2027-03-14T01:30:00-05:00' },
          { path: 'scheduled_time', message: '2027-03-14T03:30:00-04:00' },
        ],
      }),
    );
    expect(say('2027-03-14T02:30', 'America/New_York', 'later')()).toMatchObject({ local: '2027-03-14T03:30:00' });
  });

  it.each([
    ['2026-11-22T12:00:00Z', 'UTC', 'scheduled_time'],
    ['2026-11-22T11:59', 'UTC', 'scheduled_time'],
    ['2027-11-22T12:00:01Z', 'UTC', 'scheduled_time'],
    ['tomorrow', 'UTC', 'scheduled_time'],
    ['2027-02-30T10:00:00Z', 'UTC', 'scheduled_time'],
    ['2027-01-01T10:00', 'Mars/Olympus', 'time_zone'],
    ['2027-01-01T10:00', '+02:00', 'time_zone'],
    ['2027-01-01T10:00', '', 'time_zone'],
  ])('is refused with the field named: %s in %s', (time, timeZone, path) => {
    expect(say(time, timeZone)).toThrow(
      expect.objectContaining({ code: 'invalid_input', details: [expect.objectContaining({ path })] }),
    );
  });

  it('may be exactly 12 months ahead', () => {
    expect(say('2027-11-22T12:00:00Z')().at).toBe(at('2027-11-22T12:00:00Z'));
  });
});
