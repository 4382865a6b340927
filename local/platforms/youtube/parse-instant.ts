const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch of an RFC 3339 date-time with an offset; undefined when it is not one. */
export function parseInstant(text: string): number | undefined {
  if (!rfc3339.test(text)) return undefined;
  const instantMs = Date.parse(text.toUpperCase());
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

/** `2026-11-21T10:00:00Z`: Google leaves the milliseconds out. */
export function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
