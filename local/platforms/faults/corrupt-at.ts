/** The bytes with the one at this place turned over; themselves when the place is not among them. */
export function corruptAt(bytes: Buffer, at: number): Buffer {
  const value = bytes[at];
  if (value === undefined) return bytes;
  const spoiled = Buffer.from(bytes);
  spoiled[at] = value ^ 0xff;
  return spoiled;
}
