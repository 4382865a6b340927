/** A decoded query parameter. The order of the request is kept. */
export type QueryPair = readonly [name: string, value: string];

/**
 * Splits a request target without normalising it: S3 keys may contain `//`, `.` and `..` segments, which `new URL` would eat.
 *
 * @throws URIError when the query holds an invalid percent sequence.
 */
export function splitRawUrl(url: string): { path: string; query: QueryPair[] } {
  const mark = url.indexOf('?');
  if (mark < 0) return { path: url, query: [] };
  const pairs = url.slice(mark + 1).split('&');
  return { path: url.slice(0, mark), query: pairs.filter((pair) => pair !== '').map(parsePair) };
}

function parsePair(pair: string): QueryPair {
  const equals = pair.indexOf('=');
  if (equals < 0) return [decode(pair), ''];
  return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Percent-encoding of the signing specification: everything but the unreserved characters of RFC 3986. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
