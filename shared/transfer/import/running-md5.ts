import * as z from 'zod';
import { hashBlock, type Md5Words, md5Start } from './md5-block.ts';

const blockBytes = 64;

/** A hash that is under way, as it is stored: the words, the bytes taken, and those that do not fill a block yet (base64). */
export const Md5State = z.object({
  words: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  bytes: z.number(),
  rest: z.string(),
});
export type Md5State = z.infer<typeof Md5State>;

export const emptyMd5: Md5State = { words: md5Start, bytes: 0, rest: '' };

export interface RunningMd5 {
  update(piece: Uint8Array): void;
  /** From here another process may go on. */
  save(): Md5State;
}

/**
 * MD5 that survives its process: the bytes of a large file pass through many, and Node's own hash cannot be stored.
 * @see https://www.rfc-editor.org/rfc/rfc1321
 */
export function resumeMd5(state: Md5State): RunningMd5 {
  const words: Md5Words = [...state.words];
  const rest = Buffer.alloc(blockBytes);
  let restBytes = rest.write(state.rest, 'base64');
  let bytes = state.bytes;
  const restView = viewOf(rest);
  return {
    update(piece) {
      bytes += piece.length;
      let offset = 0;
      if (restBytes > 0) {
        offset = Math.min(blockBytes - restBytes, piece.length);
        rest.set(piece.subarray(0, offset), restBytes);
        restBytes += offset;
        if (restBytes < blockBytes) return;
        hashBlock(words, restView, 0);
        restBytes = 0;
      }
      const view = viewOf(piece);
      for (; offset + blockBytes <= piece.length; offset += blockBytes) hashBlock(words, view, offset);
      rest.set(piece.subarray(offset));
      restBytes = piece.length - offset;
    },
    save: () => ({ words: [...words], bytes, rest: rest.toString('base64', 0, restBytes) }),
  };
}

/** @returns the hash in hex */
export function endMd5(state: Md5State): string {
  const hash = resumeMd5(state);
  const padding = Buffer.alloc(((119 - (state.bytes % blockBytes)) % blockBytes) + 9);
  padding[0] = 0x80;
  padding.writeBigUInt64LE(BigInt(state.bytes) * 8n, padding.length - 8);
  hash.update(padding);
  const digest = Buffer.alloc(16);
  for (const [index, word] of hash.save().words.entries()) digest.writeInt32LE(word, index * 4);
  return digest.toString('hex');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
