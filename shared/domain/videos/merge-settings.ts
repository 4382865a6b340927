import type * as z from 'zod';
import { platformNames } from '../../contract/platform-names.ts';
import { VideoSettings } from '../../contract/routes/video-shapes.ts';

/**
 * A video's own settings after a change: fields that the change leaves out stay, null takes a field away, and what is left
 * empty is not kept.
 */
export function mergeSettings(
  settings: z.infer<typeof VideoSettings>,
  change: z.infer<typeof VideoSettings>,
): z.infer<typeof VideoSettings> {
  const platforms = platformNames.flatMap((platform) => {
    const own = change[platform];
    if (own === null) return [];
    const merged = withoutNulls({ ...settings[platform], ...own });
    return Object.keys(merged).length > 0 ? [[platform, merged] as const] : [];
  });
  const flat = Object.entries({ ...settings, ...change }).filter(([name]) => !isPlatform(name));
  return VideoSettings.parse({ ...withoutNulls(Object.fromEntries(flat)), ...Object.fromEntries(platforms) });
}

function isPlatform(name: string): boolean {
  return platformNames.some((platform) => platform === name);
}

function withoutNulls(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
