import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  daysOfMonth,
  daysOfWeek,
  isDay,
  startOfWeek,
  weeksOfMonth,
} from '../../web/calendar/time/days.ts';
import { firstWeekday } from '../../web/calendar/time/first-weekday.ts';
import fc from '../support/fast-check.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const weekday = fc.constantFrom(1, 6, 7);

describe('days', () => {
  it('knows which texts are days', () => {
    expect(['2026-02-28', '2024-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-30', '2026-2-1', '', 'today', '2026-13-01'].map(isDay)).toEqual(Array(5).fill(false));
  });

  it('goes over the ends of months', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(daysOfMonth('2024-02-10')).toHaveLength(29);
  });

  it('begins weeks with Monday or Sunday', () => {
    expect(startOfWeek('2026-11-22', 1)).toBe('2026-11-16');
    expect(startOfWeek('2026-11-22', 7)).toBe('2026-11-22');
    expect(daysOfWeek('2026-11-22', 1).at(-1)).toBe('2026-11-22');
    expect(firstWeekday('de-DE')).toBe(1);
    expect(firstWeekday('en-US')).toBe(7);
  });

  it('shows every day of a month once, in whole weeks', () => {
    fc.assert(
      fc.property(day, weekday, (one, first) => {
        const weeks = weeksOfMonth(one, first);
        const days = weeks.flat();
        expect(weeks.every((week) => week.length === 7)).toBe(true);
        expect(days).toEqual(Array.from({ length: days.length }, (_, index) => addDays(days[0] ?? '', index)));
        expect(days.filter((shown) => shown.startsWith(one.slice(0, 7)))).toEqual(daysOfMonth(one));
        expect(days.length).toBeLessThanOrEqual(42);
      }),
    );
  });
});
