import type { PlatformName } from '../../contract/platform-names.ts';
import type { PlatformRules } from '../platforms/platform-rules.ts';
import type { PublishRequest } from '../posts/post.ts';
import { countText } from '../texts/count-text.ts';
import { cutText } from '../texts/cut-text.ts';

/** Texts that a video's view names by themselves: where each is from. */
const shown = {
  youtube_title: ['youtube', 'title'],
  tiktok_title: ['tiktok', 'title'],
  instagram_caption: ['instagram', 'caption'],
} as const satisfies Readonly<Record<string, readonly [PlatformName, string]>>;

/** The platform whose title is the shortest: what is cut there is told. */
const [narrowPlatform, narrowField] = shown.youtube_title;

/** A text in full length, and what the platform gets of it. */
export interface TextAt {
  readonly texts: Readonly<Record<string, string>>;
  readonly request: PublishRequest;
}

/** The texts that go out, and whether the title had to be cut. */
export function showTexts(
  rules: Readonly<Record<PlatformName, PlatformRules>>,
  at: Readonly<Record<PlatformName, TextAt>>,
) {
  const sent = (name: keyof typeof shown): string => {
    const [platform, field] = shown[name];
    const value = at[platform].request[field];
    if (typeof value === 'string') return value;
    return cutText(at[platform].texts[field] ?? '', rules[platform].texts[field]?.limit ?? null);
  };
  const { limit = null } = rules[narrowPlatform].texts[narrowField] ?? {};
  const length = countText(at[narrowPlatform].texts[narrowField] ?? '', limit?.unit ?? 'characters');
  return {
    youtube_title: sent('youtube_title'),
    tiktok_title: sent('tiktok_title'),
    instagram_caption: sent('instagram_caption'),
    title_too_long: limit !== null && length > limit.max,
    title_original_length: length,
  };
}
