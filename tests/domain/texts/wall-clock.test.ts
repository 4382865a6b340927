import { expect, it } from '@jest/globals';
import { toZonedTime } from '../../../shared/domain/schedules/local-time.ts';
import { wallClockAt } from '../../../shared/domain/texts/wall-clock.ts';
import fc from '../../support/fast-check.ts';

const zones = Intl.supportedValuesOf('timeZone');

it('agrees with the calendar library at every instant in every zone', () => {
  const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (at, timeZone) => {
      const { date, time } = wallClockAt(at, timeZone);
      expect(`${date}T${time}`).toBe(toZonedTime(at, timeZone).local.slice(0, 16));
    }),
    { numRuns: 1000 },
  );
});

it('knows the same instant in several zones, asked in turn', () => {
  const at = Date.UTC(2026, 0, 1);
  for (let turn = 0; turn < 2; turn++) {
    expect(wallClockAt(at, 'Asia/Tokyo')).toEqual({ date: '2026-01-01', time: '09:00' });
    expect(wallClockAt(at, 'America/New_York')).toEqual({ date: '2025-12-31', time: '19:00' });
  }
});

it('refuses a zone that does not exist', () => {
  expect(() => wallClockAt(0, 'Mars/Olympus')).toThrow(RangeError);
});
