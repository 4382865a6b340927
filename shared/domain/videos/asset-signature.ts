/** So many bytes from the start of a file are enough for `hasSignatureOf`. */
export const assetSignatureBytes = 4096;

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer) =>
    head.subarray(0, bytes.length).equals(Buffer.from(bytes));

/** Text, if it is any: a NUL byte in the first bytes of a text in UTF-8 is none. */
function textOf(head: Buffer): string | undefined {
  return head.includes(0) ? undefined : head.toString('utf8').replace(/^\ufeff/, '');
}

const matches = (pattern: RegExp) => (head: Buffer) => pattern.test(textOf(head) ?? '');

/** What files of a type begin with. Types without a signature are not listed. */
const signatures: Readonly<Record<string, (head: Buffer) => boolean>> = {
  'image/jpeg': startsWith(0xff, 0xd8, 0xff),
  // https://www.w3.org/TR/png-3/#5PNG-file-signature
  'image/png': startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  // https://www.w3.org/TR/webvtt1/#file-structure
  'text/vtt': matches(/^WEBVTT(?:[ \t\r\n]|$)/),
  'application/x-subrip': matches(/^\s*\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3} --> /),
  'text/xml': matches(/^\s*</),
  'text/plain': (head) => textOf(head) !== undefined,
};

/** Whether a file begins like one of its declared type. The declaration alone proves nothing. */
export function hasSignatureOf(contentType: string, head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return signatures[contentType]?.(bytes) ?? true;
}
