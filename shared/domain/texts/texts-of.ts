import type { PlatformName } from '../../contract/platform-names.ts';
import type { PlatformRules, TextField } from '../platforms/platform-rules.ts';
import type { EffectiveSettings } from '../settings/load-settings.ts';
import type { VideoRecord } from '../videos/video.ts';
import { renderRoll, type TextFacts } from './render-roll.ts';
import type { Roll } from './roll.ts';
import { rollKey, templateOf } from './roll-texts.ts';

/** What the texts of a video are made from. */
export type TextSource = Pick<
  VideoRecord,
  'filename' | 'createdAt' | 'index' | 'folder' | 'media' | 'rolls' | 'settings'
>;

/**
 * The texts of a video at one platform, in full length, by field. First comes what the video says for this platform, then
 * what it says for all, then what was rolled when it was added.
 */
export function textsOf(
  rules: Pick<PlatformRules, 'texts'>,
  platform: PlatformName,
  video: TextSource,
  settings: EffectiveSettings,
): Record<string, string> {
  const facts = factsOf(video, settings.global.time_zone);
  const own = video.settings[platform] ?? {};
  const entries = Object.entries(rules.texts).map(([name, field]): [string, string] => {
    const said = textIn(own, name) ?? (field.common ? textIn(video.settings, field.common) : undefined);
    return [
      name,
      said ?? renderRoll(video.rolls[rollKey(platform, name)] ?? unrolled(field, platform, settings), facts),
    ];
  });
  return Object.fromEntries(entries);
}

/** What the placeholders stand for in the texts of a video. */
export function factsOf(video: TextSource, timeZone: string): TextFacts {
  const { filename, createdAt, index, folder, media } = video;
  return { filename, addedAt: createdAt, timeZone, index, folder, durationSeconds: media?.duration_seconds ?? null };
}

/** For a text that its platform did not have yet when the video was added. */
function unrolled(field: TextField, platform: PlatformName, settings: EffectiveSettings): Roll {
  const fallback = field.fallback ? settings.global[field.fallback] : '';
  return { template: templateOf(settings[platform], field) || fallback, words: [] };
}

function textIn(settings: object, field: string): string | undefined {
  const text: unknown = Reflect.get(settings, field);
  return typeof text === 'string' ? text : undefined;
}
