import type { Video } from '../../data/api.ts';

const words: readonly string[] = ['title', 'description', 'tags', 'caption'];

/** Whether a video says anything itself that a template would say otherwise. */
export function hasOwnWords({ custom_settings: own }: Pick<Video, 'custom_settings'>): boolean {
  const said = [own, own.youtube, own.tiktok, own.instagram].flatMap((settings) => Object.entries(settings ?? {}));
  return said.some(([name, value]) => words.includes(name) && typeof value === 'string');
}
