import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** A log above this size starts anew; the one before it is kept beside it. */
const maxBytes = 20 * 1024 * 1024;

/** A text file that lines are added to, kept to a size that does not fill the disk. */
export class LogFile {
  readonly #path: string;
  #stream: WriteStream | undefined;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  write(text: string): void {
    if (this.#bytes > maxBytes) this.#rotate();
    this.#stream ??= this.#open();
    this.#bytes += Buffer.byteLength(text);
    this.#stream.write(text);
  }

  close(): void {
    this.#stream?.end();
    this.#stream = undefined;
  }

  #open(): WriteStream {
    mkdirSync(dirname(this.#path), { recursive: true });
    this.#bytes = statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
    const stream = createWriteStream(this.#path, { flags: 'a' });
    // A full disk must not take the host down because of a log.
    stream.on('error', () => undefined);
    return stream;
  }

  #rotate(): void {
    this.close();
    renameSync(this.#path, `${this.#path}.1`);
    this.#bytes = 0;
  }
}
