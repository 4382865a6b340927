import * as z from 'zod';
import { platformNames } from '../../contract/platform-names.ts';

/** The settings for all platforms, or those of one. */
export const SettingsCategory = z.enum(['global', ...platformNames]);
export type SettingsCategory = z.infer<typeof SettingsCategory>;

/** What an owner has set of one category; defaults are not stored. */
export const StoredSettings = z.object({
  values: z.record(z.string(), z.unknown()),
  /** Grows with every write; 0 = nothing was ever set. */
  version: z.number(),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

/** The settings of all owners. */
export interface SettingsStore {
  /** Version 0 without values when nothing was ever set. */
  find(ownerId: string, category: SettingsCategory): Promise<StoredSettings>;
  /** Everything that an owner has set, at one moment of reading. */
  list(ownerId: string): Promise<Readonly<Record<SettingsCategory, StoredSettings>>>;
  /**
   * Replaces a category as it was read.
   * @param version what `find` gave
   * @returns false, with nothing written, when somebody else has written in the meantime
   */
  replace(
    ownerId: string,
    category: SettingsCategory,
    values: StoredSettings['values'],
    version: number,
  ): Promise<boolean>;
}
