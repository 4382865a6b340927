/** Buffers shared with the writer thread, used again and again: a large body makes no garbage. */
export class SlabPool {
  readonly #bytes: number;
  readonly #kept: number;
  readonly #free: SharedArrayBuffer[] = [];

  constructor(bytes: number, kept: number) {
    this.#bytes = bytes;
    this.#kept = kept;
  }

  take(): SharedArrayBuffer {
    return this.#free.pop() ?? new SharedArrayBuffer(this.#bytes);
  }

  give(slab: SharedArrayBuffer): void {
    if (this.#free.length < this.#kept) this.#free.push(slab);
  }
}
