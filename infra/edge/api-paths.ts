/**
 * Paths that CloudFront hands to the API; everything else is the page. Read by the distribution and by the local front.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
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
