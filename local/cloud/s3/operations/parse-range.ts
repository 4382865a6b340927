/** First and last byte, both inclusive. */
export type ByteRange = { first: number; last: number };

/**
 * Reads a Range header.
 *
 * @param size Bytes of the object.
 * @returns The range; `'unsatisfiable'` (416) when it lies behind the end; `undefined` when the header is to be ignored:
 * absent, malformed, or several ranges, which S3 does not serve.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, start = '', end = ''] = match;
  if (start === '') {
    const length = Math.min(Number(end), size);
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
  }
  const first = Number(start);
  const last = end === '' ? size - 1 : Math.min(Number(end), size - 1);
  if (end !== '' && Number(end) < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last };
}
