import { describe, expect, it } from '@jest/globals';
import { createSpeedMeter } from '../../web/upload/engine/speed-meter.ts';

describe('the speed meter', () => {
  it('says nothing before it knows something', () => {
    const meter = createSpeedMeter();
    expect(meter.measure(0, 0)).toBe(0);
    expect(meter.measure(1000, 100)).toBe(0);
  });

  it('tells bytes per second', () => {
    const meter = createSpeedMeter();
    meter.measure(0, 0);
    expect(meter.measure(2_000_000, 1000)).toBe(2_000_000);
  });

  it('forgets what is long ago', () => {
    const meter = createSpeedMeter();
    meter.measure(0, 0);
    meter.measure(100_000_000, 1000);
    meter.measure(100_000_000, 10_000);
    expect(meter.measure(100_500_000, 11_000)).toBe(500_000);
  });

  it('is never negative: a part that is sent again begins anew', () => {
    const meter = createSpeedMeter();
    meter.measure(8_000_000, 0);
    expect(meter.measure(0, 2000)).toBe(0);
  });
});
