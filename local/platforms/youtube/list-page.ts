import { cutPage, type Page } from '../google-api/page-token.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';
import { toEtag } from './render-video.ts';

/**
 * Cuts the page that `maxResults` (0 to 50, default 5) and `pageToken` ask for.
 * @throws GoogleApiError 400 `invalidPageToken` or `invalidParameter`
 */
export function readPage<T>(exchange: Exchange, all: readonly T[]): Page<T> & { size: number } {
  const text = exchange.query.get('maxResults') ?? '5';
  const size = Number(text);
  if (!/^\d{1,3}$/.test(text) || size > 50) {
    throw parameterError('invalidParameter', 'maxResults', `Invalid value '${text}'. Values must be within [0, 50].`);
  }
  const page = cutPage(all, size, exchange.query.get('pageToken'));
  if (!page) throw parameterError('invalidPageToken', 'pageToken', 'The request specifies an invalid page token.');
  return { ...page, size };
}

/** A list response with its paging fields. */
export function listAnswer(
  kind: string,
  items: readonly unknown[],
  page: Page<unknown> & { size: number },
  total: number,
): Answer {
  const { nextPageToken, prevPageToken, size } = page;
  return jsonAnswer(200, {
    kind,
    etag: toEtag(items),
    ...(nextPageToken !== undefined && { nextPageToken }),
    ...(prevPageToken !== undefined && { prevPageToken }),
    items,
    pageInfo: { totalResults: total, resultsPerPage: size },
  });
}
