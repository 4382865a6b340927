import type { MiddlewareObj } from '@middy/core';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/** Less fits one packet of the network anyway. */
const smallestBytes = 1024;
/** As gzip fast, and smaller; the highest levels take a hundred times as long. */
const brotliQuality = 4;

/**
 * Compresses what is read, where it is large and the client takes it so.
 *
 * Only for areas whose answers carry no secret that stays the same: with the length of compressed answers somebody who can put
 * words beside a secret guesses it letter by letter. So no area about sessions, tokens and accounts at platforms has it, and no
 * answer to a call that changes something, which may carry addresses that were signed for it.
 * @see https://www.breachattack.com/
 */
export function compressLarge(): MiddlewareObj<HttpEvent, HttpAnswer> {
  return {
    async after({ event, response }) {
      if (!response || event.requestContext.http.method !== 'GET' || response.cookies) return;
      const bytes = Buffer.byteLength(response.body);
      if (response.statusCode !== 200 || bytes < smallestBytes) return;
      response.headers.vary = 'accept-encoding';
      const encoding = chooseEncoding(event.headers['accept-encoding']);
      if (!encoding) return;
      response.headers['content-encoding'] = encoding;
      response.body = (await compress(encoding, response.body)).toString('base64');
      response.isBase64Encoded = true;
    },
  };
}

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

/**
 * The best of ours that the client takes.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
function chooseEncoding(accepted = ''): Encoding | undefined {
  const taken = new Map(accepted.toLowerCase().split(',').map(readChoice));
  return encodings.find((name) => (taken.get(name) ?? 0) > 0);
}

/** `gzip;q=0.5` → name and weight. */
function readChoice(choice: string): [string, number] {
  const [name = '', ...parameters] = choice.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, weight ? Number(weight.slice('q='.length)) : 1];
}

/** zlib is loaded by the first answer that needs it: most calls have small ones. */
async function compress(encoding: Encoding, text: string): Promise<Buffer> {
  const { brotliCompress, constants, gzip } = await import('node:zlib');
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, compressed: Buffer) => (error ? reject(error) : resolve(compressed));
    const length = Buffer.byteLength(text);
    const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality, [constants.BROTLI_PARAM_SIZE_HINT]: length };
    if (encoding === 'br') brotliCompress(text, { params }, done);
    else gzip(text, done);
  });
}
