import { instagramAssets } from './instagram-assets.ts';
import { youtubeAssets } from './youtube-assets.ts';

/** What a file beside a video has to be. */
export interface AssetRule {
  readonly contentTypes: readonly string[];
  readonly maxBytes: number;
}

/** Every kind of file that a platform takes beside a video; `<language>` stands for a BCP-47 tag. */
export const assetRules: Readonly<Record<string, AssetRule>> = { ...youtubeAssets, ...instagramAssets };

const language = '[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*';
const patterns = Object.entries(assetRules).map(([kind, rule]) => ({
  pattern: new RegExp(`^${kind.replaceAll('.', '\\.').replace('<language>', language)}$`),
  rule,
}));

/** The rule for a kind such as `youtube.thumbnail` or `youtube.captions.pt-BR`; undefined when no platform takes it. */
export function findAssetRule(kind: string): AssetRule | undefined {
  return patterns.find(({ pattern }) => pattern.test(kind))?.rule;
}
