import { type PlatformName, platformNames } from '../../contract/platform-names.ts';
import type { PlatformRules, TextField } from '../platforms/platform-rules.ts';
import type { EffectiveSettings } from '../settings/load-settings.ts';
import type { Roll } from './roll.ts';
import { rollTemplate } from './roll-template.ts';

/** Rolls of one video: `global.title`, `global.description`, and `<platform>.<field>` for every text of every platform. */
export type Rolls = Readonly<Record<string, Roll>>;

/** The roll that gives a video the title it has at Hopper. */
export const globalTitle = 'global.title';
const globalDescription = 'global.description';

/** Name of the roll of a text at a platform. */
export function rollKey(platform: PlatformName, field: string): string {
  return `${platform}.${field}`;
}

/**
 * Rolls every text of a video. Texts without a template of their own share one roll of the global template, so that a
 * video is called the same wherever nothing else was asked for.
 * @param random 0 ≤ number < 1
 * @param previous the rolls that these replace: no text begins with the same random word again
 */
export function rollTexts(
  rules: Readonly<Record<PlatformName, Pick<PlatformRules, 'texts'>>>,
  settings: EffectiveSettings,
  wordbank: readonly string[],
  random: () => number,
  previous: Rolls = {},
): Record<string, Roll> {
  const roll = (template: string, key: string) => rollTemplate(template, wordbank, random, previous[key]?.words);
  const shared = {
    title_template: roll(settings.global.title_template, globalTitle),
    description_template: roll(settings.global.description_template, globalDescription),
  };
  const rolls: Record<string, Roll> = {
    [globalTitle]: shared.title_template,
    [globalDescription]: shared.description_template,
  };
  for (const platform of platformNames) {
    for (const [name, field] of Object.entries(rules[platform].texts)) {
      const key = rollKey(platform, name);
      const own = templateOf(settings[platform], field);
      rolls[key] = own === '' && field.fallback ? shared[field.fallback] : roll(own, key);
    }
  }
  return rolls;
}

/** A platform's own template for a text; empty when it has none. */
export function templateOf(settings: object, field: TextField): string {
  const template: unknown = Reflect.get(settings, field.template);
  return typeof template === 'string' ? template : '';
}
