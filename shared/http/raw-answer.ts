import { createHash } from 'node:crypto';
import type { RouteSpec } from '../contract/route.ts';
import type { HttpAnswer } from './http-event.ts';

/** These texts change with a deployment only. */
const cacheControl = 'public, max-age=300';

/** A finished text that is no JSON of ours: the same for everybody, so it may be cached. */
export function buildRawAnswer(
  type: NonNullable<RouteSpec['raw']>,
  headers: Readonly<Record<string, string>>,
  body: string,
): HttpAnswer {
  const own = { ...headers, 'content-type': `${type}; charset=utf-8`, 'cache-control': cacheControl };
  if (type !== 'text/html') return { statusCode: 200, headers: own, body };
  return { statusCode: 200, headers: { ...own, 'content-security-policy': pagePolicy(body) }, body };
}

/** The page's own style by its hash, and nothing else: no script, no other host. */
function pagePolicy(html: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
