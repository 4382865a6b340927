import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log above this size starts anew; the one before it is kept beside it. */
const maxBytes = 20 * 1024 * 1024;

/**
 * A text file that lines are added to, kept to a size that does not fill the disk. Written synchronously: the last
 * words of a process are there when somebody looks for them, and a line costs a few microseconds.
 */
export class LogFile {
  readonly #path: string;
  #file: number | undefined;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  write(text: string): void {
    try {
      if (this.#bytes > maxBytes) this.#rotate();
      this.#file ??= this.#open();
      this.#bytes += writeSync(this.#file, text);
    } catch {
      // A full disk must not take the host down because of a log.
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true });
    const file = openSync(this.#path, 'a', 0o600);
    this.#bytes = fstatSync(file).size;
    return file;
  }

  #rotate(): void {
    this.close();
    renameSync(this.#path, `${this.#path}.1`);
    this.#bytes = 0;
  }
}
