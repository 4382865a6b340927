import { queryOptions, useQuery } from '@tanstack/react-query';

/** Simulated platforms → the address at which what they hold can be looked at. A deployment has none. */
export type Simulated = Readonly<Record<string, string>>;

const none: Simulated = {};

/** What whoever serves the page says of the place it stands in. */
const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: readSimulated,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Nothing counts as simulated before it is known to be. */
export function useSimulated(): Simulated {
  return useQuery(siteQuery).data ?? none;
}

async function readSimulated({ signal }: { readonly signal: AbortSignal }): Promise<Simulated> {
  const site: unknown = await (await fetch('/site.json', { signal })).json();
  const { simulated = none }: { simulated?: unknown } = Object(site);
  const places = Object.entries(Object(simulated)).filter((entry): entry is [string, string] => isPlace(entry[1]));
  return Object.fromEntries(places);
}

/** A path of this origin. */
function isPlace(value: unknown): boolean {
  return typeof value === 'string' && /^\/\w/.test(value);
}
