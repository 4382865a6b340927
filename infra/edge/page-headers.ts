/** How long browsers insist on HTTPS once they have seen the page; what lists of HTTPS-only domains ask for. */
export const httpsOnlySeconds = 63_072_000;

/**
 * Headers of the page: the response headers policy of CloudFront, and the local host, set these. Script and style come from
 * files of the page alone, and it talks to its own origin and the bucket. Pictures of accounts come from the platforms.
 *
 * @param bucket scheme and host to which the browser uploads: a source of a content security policy
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export function buildPageHeaders(bucket: string) {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${bucket}`,
    `img-src 'self' data: blob: https: ${bucket}`,
    `media-src 'self' blob: ${bucket}`,
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  } as const;
}
