import { arn } from '../json-service/local-account.ts';
import type { AliasStore } from './alias-store.ts';
import type { Key, KeyStore } from './key-store.ts';
import { disabled, invalidState, notFound } from './kms-error.ts';

/** What the operations of the key server work on. */
export interface KmsContext {
  keys: KeyStore;
  aliases: AliasStore;
  now: () => number;
}

const arnPrefix = arn('kms', '');

/**
 * Finds a key by its id, its ARN, an alias or the ARN of an alias.
 *
 * @throws {AwsError} `NotFoundException`.
 */
export function getKey({ keys, aliases }: KmsContext, reference: string): Key {
  const name = reference.startsWith(arnPrefix) ? reference.slice(arnPrefix.length) : reference;
  const id = name.startsWith('alias/') ? aliases.find(name)?.keyId : name.replace(/^key\//, '');
  const key = id === undefined ? undefined : keys.find(id);
  if (key) return key;
  throw notFound(name.startsWith('alias/') ? `Alias ${arn('kms', name)}` : `Key '${arn('kms', `key/${id}`)}'`);
}

/** Throws `DisabledException` or `KMSInvalidStateException` unless the key can be used for cryptography. */
export function assertUsable(key: Key): void {
  if (key.state === 'Disabled') throw disabled(key.arn);
  assertNotPendingDeletion(key);
}

/** Throws `KMSInvalidStateException` for a key that waits for its deletion. */
export function assertNotPendingDeletion(key: Key): void {
  if (key.state === 'PendingDeletion') throw invalidState(key.arn, 'pending deletion');
}

/** Times go over the wire as seconds. */
export function toSeconds(milliseconds: number): number {
  return milliseconds / 1_000;
}
