import type { InstagramSettings, TiktokSettings, YoutubeSettings } from '../../data/platform-settings.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { categories } from './categories.ts';
import { type CategoryEdit, useCategory } from './use-category.ts';

/** All categories, each as it is saved and typed. */
export interface Edits {
  readonly global: CategoryEdit<GlobalSettings>;
  readonly youtube: CategoryEdit<YoutubeSettings>;
  readonly tiktok: CategoryEdit<TiktokSettings>;
  readonly instagram: CategoryEdit<InstagramSettings>;
}

/** Reads all categories; there is nothing to edit before all of them are there. */
export function useEdits() {
  const global = useCategory(categories.global);
  const youtube = useCategory(categories.youtube);
  const tiktok = useCategory(categories.tiktok);
  const instagram = useCategory(categories.instagram);
  const all = [global, youtube, tiktok, instagram] as const;
  const edits = toEdits(global.edit, youtube.edit, tiktok.edit, instagram.edit);
  const refetch = () => Promise.all(all.map((category) => category.refetch()));
  return { edits, error: all.find(({ error }) => error !== null)?.error, refetch };
}

function toEdits(
  global: Edits['global'] | undefined,
  youtube: Edits['youtube'] | undefined,
  tiktok: Edits['tiktok'] | undefined,
  instagram: Edits['instagram'] | undefined,
): Edits | undefined {
  return global && youtube && tiktok && instagram && { global, youtube, tiktok, instagram };
}
