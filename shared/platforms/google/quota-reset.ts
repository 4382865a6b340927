const pacificTime = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/**
 * Seconds until the project's quota is full again: midnight Pacific time. On the two days when clocks change it may
 * be an hour off, which costs one refused try.
 * @see https://developers.google.com/youtube/v3/getting-started#quota
 */
export function secondsUntilQuotaReset(now: number): number {
  const parts = new Map(pacificTime.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const passed = (parts.get('hour') ?? 0) * 3600 + (parts.get('minute') ?? 0) * 60 + (parts.get('second') ?? 0);
  return 24 * 3600 - passed;
}
