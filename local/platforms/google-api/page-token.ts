export interface Page<T> {
  readonly entries: readonly T[];
  readonly nextPageToken?: string;
  readonly prevPageToken?: string;
}

/**
 * Cuts one page out of a list.
 * @param token from an earlier page; null for the first
 * @returns undefined when the token was not made here
 */
export function cutPage<T>(all: readonly T[], size: number, token: string | null): Page<T> | undefined {
  const start = token === null ? 0 : decodeToken(token);
  if (start === undefined) return undefined;
  const end = start + size;
  return {
    entries: all.slice(start, end),
    ...(end < all.length && size > 0 && { nextPageToken: encodeToken(end) }),
    ...(start > 0 && { prevPageToken: encodeToken(Math.max(0, start - size)) }),
  };
}

function encodeToken(offset: number): string {
  return Buffer.from(`page:${offset}`).toString('base64url');
}

function decodeToken(token: string): number | undefined {
  const match = /^page:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  return match ? Number(match[1]) : undefined;
}
