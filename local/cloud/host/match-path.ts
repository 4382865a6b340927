/**
 * Whether a path matches a pattern of a CloudFront cache behaviour, in which `*` stands for any text.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function matchPath(pattern: string, path: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return path === pattern;
  const tail = rest.at(-1) ?? '';
  if (!path.startsWith(head) || !path.slice(head.length).endsWith(tail)) return false;
  let from = head.length;
  for (const part of rest.slice(0, -1)) {
    const found = path.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from + tail.length <= path.length;
}
