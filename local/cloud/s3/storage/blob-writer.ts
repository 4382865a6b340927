import { Worker } from 'node:worker_threads';
import type { WriterReply, WriterRequest } from './blob-writer-protocol.ts';
import type { Digests, HashName } from './hashes.ts';
import { SlabPool } from './slab-pool.ts';

/** 256 KiB per message keeps the cost of messages below 1 % while a slab still fits the second-level cache. */
const slabBytes = 256 * 1024;
/** Slabs of one stream that may be on their way: its share of memory is (this + 1) × slabBytes. */
const maxInFlight = 3;
const keptSlabs = 64;

export type WrittenBlob = { size: number; digests: Digests };

type Waiter = { resolve(reply: WriterReply): void; reject(error: Error): void };

/** Writes bodies to files and hashes them on the way, in a thread of its own. */
export class BlobWriter {
  readonly #worker = new Worker(new URL('./blob-writer-worker.ts', import.meta.url));
  readonly #pool = new SlabPool(slabBytes, keptSlabs);
  readonly #waiting = new Map<number, Waiter[]>();
  #streams = 0;
  #failure: Error | undefined;

  constructor() {
    this.#worker.on('message', (reply: WriterReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.unref();
  }

  /**
   * Writes `chunks` to the new file `path`. The memory used does not depend on the length of the body.
   *
   * @throws Whatever `chunks` throws, or an Error when the file cannot be written. The file may then exist in part.
   */
  async write(path: string, chunks: AsyncIterable<Uint8Array>, hashes: HashName[]): Promise<WrittenBlob> {
    const stream = this.#streams++;
    const pending: Promise<unknown>[] = [this.#ask({ kind: 'open', stream, path, hashes })];
    try {
      const size = await this.#pump(stream, chunks, pending);
      await Promise.all(pending);
      const reply = await this.#ask({ kind: 'close', stream });
      return { size, digests: new Map([...(reply.digests ?? [])].map(([name, d]) => [name, Buffer.from(d)])) };
    } catch (error) {
      await Promise.allSettled(pending);
      await this.#ask({ kind: 'close', stream }).catch(() => undefined);
      throw error;
    } finally {
      this.#waiting.delete(stream);
    }
  }

  async close(): Promise<void> {
    this.#fail(new Error('the writer was closed'));
    await this.#worker.terminate();
  }

  async #pump(stream: number, chunks: AsyncIterable<Uint8Array>, pending: Promise<unknown>[]): Promise<number> {
    let size = 0;
    let used = 0;
    let slab = this.#pool.take();
    const flush = async () => {
      const sent = this.#ask({ kind: 'append', stream, slab, length: used }, [slab]);
      pending.push(sent);
      slab = this.#pool.take();
      used = 0;
      if (pending.length > maxInFlight) await pending.shift();
    };
    for await (const chunk of chunks) {
      for (let from = 0; from < chunk.length; ) {
        const piece = chunk.subarray(from, from + slabBytes - used);
        new Uint8Array(slab, used).set(piece);
        used += piece.length;
        from += piece.length;
        if (used === slabBytes) await flush();
      }
      size += chunk.length;
    }
    if (used > 0) await flush();
    this.#pool.give(slab);
    return size;
  }

  #ask(request: WriterRequest, transfer: ArrayBuffer[] = []): Promise<WriterReply> {
    const { promise, resolve, reject } = Promise.withResolvers<WriterReply>();
    promise.catch(() => undefined); // several are on their way before the first is awaited
    if (this.#failure) {
      reject(this.#failure);
      return promise;
    }
    const queue = this.#waiting.get(request.stream) ?? [];
    queue.push({ resolve, reject });
    this.#waiting.set(request.stream, queue);
    this.#worker.postMessage(request, transfer);
    return promise;
  }

  #settle(reply: WriterReply): void {
    if (reply.slab) this.#pool.give(reply.slab);
    const waiter = this.#waiting.get(reply.stream)?.shift();
    if (reply.error === undefined) waiter?.resolve(reply);
    else waiter?.reject(new Error(reply.error));
  }

  #fail(error: Error): void {
    this.#failure = error;
    for (const queue of this.#waiting.values()) for (const waiter of queue.splice(0)) waiter.reject(error);
  }
}
