/** Paths that CloudFront hands to the API; everything else is the page. Patterns as in a cache behaviour. */
export const apiPathPatterns = [
  '/api',
  '/api/*',
  '/auth/*',
  '/session/*',
  '/health',
  '/list-*',
  '/transfer*',
  '/get-*',
  '/imports',
  '/drive/*',
] as const;
