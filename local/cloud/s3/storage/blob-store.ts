import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Bodies as files named by a random id. A file is complete before a row names it and is unlinked after the last row that
 * named it is gone, so a crash can only leave files without a row; those are collected at the next start.
 */
export class BlobStore {
  readonly #dir: string;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();
  readonly #removing: string[] = [];
  #removal: Promise<void> | undefined;

  constructor(dir: string) {
    this.#dir = dir;
  }

  newId(): string {
    return randomUUID();
  }

  path(blob: string): string {
    return join(this.#dir, blob);
  }

  /** A second name for the same bytes, so that source and copy can be deleted independently. */
  link(blob: string): string {
    const copy = this.newId();
    linkSync(this.path(blob), this.path(copy));
    return copy;
  }

  /** Unlinks the files in the background, those that are being read only when their last reader has let go. */
  remove(blobs: Iterable<string>): void {
    for (const blob of blobs) {
      if (this.#readers.has(blob)) this.#doomed.add(blob);
      else this.#removing.push(blob);
    }
    if (this.#removing.length > 0) this.#removal ??= this.#removeQueued();
  }

  /** Resolves when everything that `remove` was given and nobody reads is gone. */
  async settled(): Promise<void> {
    await this.#removal;
  }

  /** Keeps the files readable until the returned function is called. */
  pin(blobs: readonly string[]): () => void {
    for (const blob of blobs) this.#readers.set(blob, (this.#readers.get(blob) ?? 0) + 1);
    let held = true;
    return () => {
      if (held) for (const blob of blobs) this.#unpin(blob);
      held = false;
    };
  }

  /**
   * Unlinks every file that `wanted` does not name.
   *
   * @throws Error when a named file is missing.
   */
  collectOrphans(wanted: ReadonlySet<string>): void {
    const present = new Set(readdirSync(this.#dir));
    for (const name of present) if (!wanted.has(name)) rmSync(this.path(name), { force: true });
    const missing = [...wanted].filter((name) => !present.has(name));
    if (missing.length > 0) throw new Error(`${missing.length} object bodies are missing from ${this.#dir}`);
  }

  #unpin(blob: string): void {
    const left = (this.#readers.get(blob) ?? 1) - 1;
    if (left > 0) {
      this.#readers.set(blob, left);
      return;
    }
    this.#readers.delete(blob);
    if (this.#doomed.delete(blob)) this.remove([blob]);
  }

  // One after the other: deleting an object of 10,000 parts must not fill the thread pool that serves the reads.
  async #removeQueued(): Promise<void> {
    for (let blob = this.#removing.pop(); blob !== undefined; blob = this.#removing.pop()) {
      await rm(this.path(blob), { force: true });
    }
    this.#removal = undefined;
  }
}
