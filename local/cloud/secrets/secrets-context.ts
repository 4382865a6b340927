import type { DatabaseSync } from 'node:sqlite';
import type { SecretStore } from './secret-store.ts';
import type { VersionStore } from './version-store.ts';

/** What the operations of the secrets server work on. */
export interface SecretsContext {
  database: DatabaseSync;
  secrets: SecretStore;
  versions: VersionStore;
  now: () => number;
}

/** Times go over the wire as seconds. */
export function toSeconds(milliseconds: number): number {
  return milliseconds / 1_000;
}
