import { describe, expect, it } from '@jest/globals';
import { describeAgent } from '../../web/account/describe-agent.ts';
import { formatBytes, formatClock, formatRelative } from '../../web/texts/format.ts';

describe('formats', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [139_861, '140 kB'],
    [1_500_000, '1.5 MB'],
    [274_877_906_944, '275 GB'],
  ])('says %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [4, '0:04'],
    [59.6, '1:00'],
    [725, '12:05'],
    [3723, '1:02:03'],
  ])('says %d seconds as %s', (seconds, text) => expect(formatClock(seconds)).toBe(text));

  it.each([
    ['2026-11-22T12:00:10Z', 'this minute'],
    ['2026-11-22T10:00:00Z', '2 hours ago'],
    ['2026-11-25T12:00:00Z', 'in 3 days'],
  ])('says how far away %s is', (instant, text) =>
    expect(formatRelative(instant, Date.parse('2026-11-22T12:00:00Z'))).toBe(text),
  );

  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari on iPhone'],
    ['curl/8.5.0', 'curl'],
    ['', 'Unknown program'],
  ])('names the program %s', (agent, text) => expect(describeAgent(agent)).toBe(text));
});
