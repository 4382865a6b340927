import { closeSync, openSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { WriterReply, WriterRequest } from './blob-writer-protocol.ts';
import { createHasher, type Digests, type Hasher, type HashName } from './hashes.ts';

// Hashing (MD5 runs at about 450 MB/s) happens in this thread, so that the thread that answers requests stays free.

type Stream = { fd: number; hashers: Map<HashName, Hasher> };
const streams = new Map<number, Stream>();

function open(request: Extract<WriterRequest, { kind: 'open' }>): void {
  const fd = openSync(request.path, 'wx');
  streams.set(request.stream, { fd, hashers: new Map(request.hashes.map((name) => [name, createHasher(name)])) });
}

function append(stream: Stream, slab: ArrayBuffer, length: number): void {
  const data = new Uint8Array(slab, 0, length);
  for (let written = 0; written < length; ) written += writeSync(stream.fd, data, written, length - written);
  for (const hasher of stream.hashers.values()) hasher.update(data);
}

function close(id: number, stream: Stream): Digests {
  streams.delete(id);
  closeSync(stream.fd);
  return new Map([...stream.hashers].map(([name, hasher]) => [name, hasher.digest()]));
}

function handle(request: WriterRequest): Digests | undefined {
  if (request.kind === 'open') {
    open(request);
    return undefined;
  }
  const stream = streams.get(request.stream);
  if (!stream) throw new Error('the file could not be opened');
  if (request.kind === 'close') return close(request.stream, stream);
  append(stream, request.slab, request.length);
  return undefined;
}

function reply(request: WriterRequest): WriterReply {
  try {
    const digests = handle(request);
    return { stream: request.stream, slab: request.kind === 'append' ? request.slab : undefined, digests };
  } catch (error) {
    return { stream: request.stream, error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: WriterRequest) => {
  const answer = reply(request);
  parentPort?.postMessage(answer, answer.slab ? [answer.slab] : []);
});
