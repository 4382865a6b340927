/** The type of an image by its first bytes; undefined when it is neither JPEG nor PNG. */
export function detectImageType(content: Buffer): 'image/jpeg' | 'image/png' | undefined {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return content.subarray(0, 8).equals(png) ? 'image/png' : undefined;
}
