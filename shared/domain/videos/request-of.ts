import type { PlatformName } from '../../contract/platform-names.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { PublishRequest } from '../posts/post.ts';
import type { EffectiveSettings } from '../settings/load-settings.ts';
import { type TextSource, textsOf } from '../texts/texts-of.ts';
import type { VideoRecord } from './video.ts';

/** Switches that a video may have for all platforms; they hold where a platform has a setting of that name. */
const commonSwitches = ['visibility', 'made_for_kids'] as const;

/** What a video's words and switches at a platform are made from. */
export type RequestSource = TextSource & Pick<VideoRecord, 'assets'>;

/**
 * A platform's settings for one video: the owner's, over them the video's common switches, over them its own ones there.
 * Texts are not among them.
 */
export function settingsAt(
  rules: Pick<PlatformRules, 'texts'>,
  platform: PlatformName,
  video: Pick<VideoRecord, 'settings'>,
  settings: EffectiveSettings,
): Record<string, unknown> {
  const owners = settings[platform];
  const common = commonSwitches.map((name) => [name, video.settings[name]] as const);
  const said = [
    ...common.filter(([name]) => Object.hasOwn(owners, name)),
    // A video may say what no default can, such as a time of its own.
    ...Object.entries(video.settings[platform] ?? {}).filter(([name]) => !Object.hasOwn(rules.texts, name)),
  ].filter(([, value]) => value !== null && value !== undefined);
  return { ...owners, ...Object.fromEntries(said) };
}

/** What a destination at a platform will receive of a video. */
export function requestOf(
  rules: PlatformRules,
  platform: PlatformName,
  video: RequestSource,
  settings: EffectiveSettings,
): PublishRequest {
  const texts = Object.entries(textsOf(rules, platform, video, settings));
  return rules.buildRequest({
    settings: settingsAt(rules, platform, video, settings),
    texts: Object.fromEntries(texts.map(([name, text]) => [name, withoutControls(text)])),
    assets: video.assets,
  });
}

/** What is shown has to be what was sent: no control characters but line ends and tabs. */
function withoutControls(value: string): string {
  return value.replace(/[^\P{Cc}\n\t]/gu, '');
}
