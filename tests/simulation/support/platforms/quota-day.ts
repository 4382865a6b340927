/**
 * Seconds to midnight Pacific standard time, when YouTube's quota is full again. Worlds begin in November.
 * @see https://developers.google.com/youtube/v3/getting-started#quota
 */
export function secondsUntilMidnightPacific(now: number): number {
  const passed = (Math.floor(now / 1000) - 8 * 3600) % 86_400;
  return 86_400 - passed;
}
