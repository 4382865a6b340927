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
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant).replace(' ', 'T');
}
