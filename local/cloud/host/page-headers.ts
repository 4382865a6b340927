/**
 * Headers of the page, as the response headers policy of CloudFront sets them. The page talks to its own origin and,
 * to upload, to S3, which is on another port of this machine. Pictures of accounts come from the platforms.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; connect-src 'self' http://127.0.0.1:*; img-src 'self' data: blob: https: http://127.0.0.1:*; style-src 'self'; " +
    "media-src 'self' blob: http://127.0.0.1:*; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
