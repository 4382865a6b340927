/**
 * Buffers that go to the writer thread and come back, so that a large body makes no garbage. They are transferred and not
 * shared: V8 copies into shared memory five times slower.
 */
export class SlabPool {
  readonly #bytes: number;
  readonly #kept: number;
  readonly #free: ArrayBuffer[] = [];

  constructor(bytes: number, kept: number) {
    this.#bytes = bytes;
    this.#kept = kept;
  }

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(this.#bytes);
  }

  give(slab: ArrayBuffer): void {
    if (this.#free.length < this.#kept) this.#free.push(slab);
  }
}
