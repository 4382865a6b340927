import type { HttpEvent } from './http-event.ts';

/**
 * The headers that lead to the next page: the cursor itself, and a link to the same list behind it.
 * @param nextCursor undefined on the last page, which has neither
 * @see https://www.rfc-editor.org/rfc/rfc8288
 */
export function buildPageHeaders(event: HttpEvent, nextCursor: string | undefined): Record<string, string> {
  if (nextCursor === undefined) return {};
  const query = new URLSearchParams(event.rawQueryString);
  query.set('cursor', nextCursor);
  // Taken from the encoded route and never from the decoded path, which may hold what ends a header early.
  const [, template = ''] = event.routeKey.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(event.pathParameters?.[name] ?? ''),
  );
  return { 'x-next-cursor': encodeURIComponent(nextCursor), link: `<${path}?${query}>; rel="next"` };
}
