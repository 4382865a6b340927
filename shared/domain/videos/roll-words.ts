import type { EffectiveSettings } from '../settings/load-settings.ts';
import { renderRoll } from '../texts/render-roll.ts';
import { globalTitle, rollTexts } from '../texts/roll-texts.ts';
import { factsOf, type TextSource } from '../texts/texts-of.ts';
import type { VideoRecord } from './video.ts';

/**
 * The words that a video gets from the templates as they are now: once when it is added, and again only on demand.
 * @param random 0 ≤ number < 1
 */
export function rollWords(
  video: TextSource,
  { rules, settings }: { readonly rules: Parameters<typeof rollTexts>[0]; readonly settings: EffectiveSettings },
  random: () => number,
): Pick<VideoRecord, 'rolls' | 'generatedTitle'> {
  const { wordbank, time_zone } = settings.global;
  const rolls = rollTexts(rules, settings, wordbank, random, video.rolls);
  return { rolls, generatedTitle: generatedTitleOf({ ...video, rolls, generatedTitle: '' }, time_zone) };
}

/** The title from the global template; what only the file tells (its duration) comes in as soon as it is known. */
export function generatedTitleOf(
  video: TextSource & Pick<VideoRecord, 'rolls' | 'generatedTitle'>,
  timeZone: string,
): string {
  const roll = video.rolls[globalTitle];
  return roll ? renderRoll(roll, factsOf(video, timeZone)) : video.generatedTitle;
}
