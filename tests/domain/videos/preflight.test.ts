import { expect, it } from '@jest/globals';
import type { PlatformRules } from '../../../shared/domain/platforms/platform-rules.ts';
import { findingsAt, verdictOf } from '../../../shared/domain/videos/preflight.ts';
import type { VideoRecord } from '../../../shared/domain/videos/video.ts';
import { platformRules } from '../../../shared/platforms/rules.ts';
import { buildConnection } from '../../support/build-connection.ts';
import { buildVideo } from '../../support/build-video.ts';

/** A platform that takes everything. */
const rules: PlatformRules = { ...platformRules.youtube, preflight: () => [] };
const media = {
  duration_seconds: 10,
  width: 720,
  height: 1280,
  frame_rate: 30,
  video_codec: 'avc1',
  audio_codec: 'mp4a',
  moov_at_start: true,
};

it.each<[string, Partial<VideoRecord>, string[], string]>([
  ['was not looked into yet', {}, ['info not_read_yet'], 'unknown'],
  ['says nothing', { isUnreadable: true }, ['warning unreadable'], 'warning'],
  ['was read', { media }, [], 'ok'],
  ['came again and was read then', { media, isUnreadable: true }, [], 'ok'],
])('a file that %s', (_case, change, expected, verdict) => {
  const video = buildVideo(change);
  const request = { title: '', description: '', tags: [], visibility: 'private', madeForKids: false } as const;
  const findings = findingsAt(rules, video, request, buildConnection());
  expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual(expected);
  expect(verdictOf(findings, video)).toBe(verdict);
});
