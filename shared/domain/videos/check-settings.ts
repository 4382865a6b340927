import { isDeepStrictEqual } from 'node:util';
import { type PlatformName, platformNames } from '../../contract/platform-names.ts';
import type { Connection } from '../connections/connection.ts';
import { type FieldProblem, HopperError } from '../hopper-error.ts';
import type { DestinationFacts, PlatformRules } from '../platforms/platform-rules.ts';
import type { Post } from '../posts/post.ts';
import { settingsAt } from './request-of.ts';
import type { VideoRecord } from './video.ts';
import type { OwnerFacts } from './video-view.ts';

type Settings = Record<string, unknown>;

/**
 * Refuses settings of a video that a platform would not take in combination, at every account that is switched on. What was
 * wrong before (an account may have lost an option since) does not stand in the way of another change.
 * @throws HopperError invalid_input with the fields of all platforms
 */
export function assertTakable(
  before: VideoRecord,
  after: Pick<VideoRecord, 'settings'>,
  { rules, settings, connections }: OwnerFacts,
): void {
  const problems = platformNames.flatMap((platform) => {
    const [was, is] = [before, after].map((video) => settingsAt(rules[platform], platform, video, settings));
    if (!was || !is || isDeepStrictEqual(was, is)) return [];
    return destinationsAt(platform, connections)
      .flatMap((destination) => newProblems(rules[platform], was, is, destination))
      .map(({ path, message }) => ({ path: pathOf(platform, path, after), message }));
  });
  const [first] = problems;
  if (!first) return;
  const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  throw new HopperError('invalid_input', unique.length === 1 ? first.message : undefined, { details: unique });
}

/**
 * Refuses settings of a video that do not agree with the times of its posts, or with the clock. What was wrong before does not
 * stand in the way of another change.
 * @param planned posts that will go live at a time
 * @throws HopperError invalid_input with the fields
 */
export function assertInTime(
  before: VideoRecord,
  after: VideoRecord,
  planned: readonly Pick<Post, 'platform' | 'dueAt'>[],
  { rules, settings }: OwnerFacts,
  now: number,
): void {
  const problems = platformNames.flatMap((platform) => {
    const problemsOf = (video: VideoRecord, dueAt: number | null) =>
      rules[platform].checkSettings(settingsAt(rules[platform], platform, video, settings), null, { now, dueAt });
    const times = planned.filter((post) => post.platform === platform).map(({ dueAt }) => dueAt);
    return [null, ...times].flatMap((dueAt) => {
      const old = new Set(problemsOf(before, dueAt).map(({ message }) => message));
      return problemsOf(after, dueAt)
        .filter(({ message }) => !old.has(message))
        .map(({ path, message }) => ({ path: pathOf(platform, path, after), message }));
    });
  });
  const [first] = problems;
  if (first) throw new HopperError('invalid_input', first.message, { details: problems });
}

function newProblems(
  rules: PlatformRules,
  was: Settings,
  is: Settings,
  destination: DestinationFacts | null,
): FieldProblem[] {
  const old = new Set(rules.checkSettings(was, destination).map(({ path }) => path));
  const isChanged = (path: string) => !isDeepStrictEqual(was[rootOf(path)], is[rootOf(path)]);
  return rules.checkSettings(is, destination).filter(({ path }) => isChanged(path) || !old.has(path));
}

/** Without an account what holds for every account is checked. */
function destinationsAt(platform: PlatformName, connections: readonly Connection[]): (DestinationFacts | null)[] {
  const enabled = connections.filter((connection) => connection.platform === platform && connection.enabled);
  return enabled.length > 0 ? enabled : [null];
}

/** Where the user said it: a common field has no platform before it. */
function pathOf(platform: PlatformName, path: string, { settings }: Pick<VideoRecord, 'settings'>): string {
  const root = rootOf(path);
  const isCommon = Object.hasOwn(settings, root) && !Object.hasOwn(settings[platform] ?? {}, root);
  return isCommon ? path : `${platform}.${path}`;
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? '';
}
