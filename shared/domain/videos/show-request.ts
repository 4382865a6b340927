import type { PublishRequest } from '../posts/post.ts';
import { snakeName } from '../snake-name.ts';

/**
 * A request as its owner may see it: named as the API names things, and without the names of objects in the bucket. Names
 * inside of a field are left as they are (they may be languages), but those of a file.
 */
export function showRequest(request: PublishRequest): PublishRequest {
  const shown: PublishRequest = {};
  for (const name in request) shown[snakeName(name)] = showValue(request[name]);
  return shown;
}

function showValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(showValue);
  if ('objectKey' in value) {
    const { objectKey: _, ...file } = value;
    return showRequest(file);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, showValue(inner)]));
}
