const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Every time zone that the browser knows, and the given one, which may be an older name of one of them. */
export function listZones(chosen: string): { readonly value: string; readonly label: string }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const first = [...new Set([chosen, own, 'UTC'])];
  const names = [...first, ...zones.filter((zone) => !first.includes(zone))];
  return names.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/**
 * What clocks show there.
 * @returns `YYYY-MM-DDTHH:MM`, as inputs of the browser want it
 */
export function toLocal(instant: number, zone: string): string {
  return clockOf(zone).format(instant).replace(' ', 'T');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than asking it, and a calendar asks about hundreds of times. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock;
}
