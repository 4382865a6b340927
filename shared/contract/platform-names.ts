import * as z from 'zod';

/** Every platform that Hopper posts to. One more line here and one folder in shared/platforms adds one. */
export const platformNames = ['youtube', 'tiktok', 'instagram'] as const;
export const PlatformName = z.enum(platformNames);
export type PlatformName = z.infer<typeof PlatformName>;

/** What people call the platforms. */
export const platformTitles: Readonly<Record<PlatformName, string>> = {
  youtube: 'YouTube',
  tiktok: 'TikTok',
  instagram: 'Instagram',
};

/** A record with one value for every platform. */
export function forEachPlatform<T>(make: (platform: PlatformName) => T): Record<PlatformName, T>;
export function forEachPlatform(make: (platform: PlatformName) => unknown): object {
  return Object.fromEntries(platformNames.map((platform) => [platform, make(platform)]));
}
