import type { ConsoleSources } from './console-sources.ts';

/** Drives have no page of their own: the console's lists their files. */
const console = '/_local/';

/**
 * Where `/_local/at/<platform>` and `/_local/at/<platform>/<id>` lead: to the pages of the simulated platform.
 * @param path below `/_local`
 * @returns undefined for another path
 */
export function findPlace(path: string, { buildWatchUrl, buildHomeUrl }: ConsoleSources): string | undefined {
  const [, platform, remoteId] = /^\/at\/([a-z]+)(?:\/([\w.~-]+))?$/.exec(path) ?? [];
  if (platform === undefined) return undefined;
  const watch = remoteId && buildWatchUrl({ platform, remoteId });
  return watch || buildHomeUrl(platform) || console;
}
