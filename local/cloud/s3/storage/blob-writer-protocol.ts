import type { HashName } from './hashes.ts';

/** Requests of one stream are answered in order, one reply each. */
export type WriterRequest =
  | { kind: 'open'; stream: number; path: string; hashes: HashName[] }
  | { kind: 'append'; stream: number; slab: ArrayBuffer; length: number }
  | { kind: 'close'; stream: number };

/** The slab goes back for its next use. Digests cross the thread boundary as plain byte arrays. */
export type WriterReply = {
  stream: number;
  slab?: ArrayBuffer | undefined;
  digests?: Map<HashName, Uint8Array> | undefined;
  error?: string;
};
