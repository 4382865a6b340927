import { createReadStream, type Stats, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize, relative, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { describePageFile } from '../../../infra/edge/page-files.ts';
import { pageHeaders } from './page-headers.ts';

interface Found {
  readonly path: string;
  /** Below the page's folder. */
  readonly name: string;
  readonly stats: Stats;
}

function findFile(directory: string, pathname: string): Found | undefined {
  // Normalized below the root first, so that no number of `..` leads out of the folder.
  const path = join(directory, normalize(`/${pathname}`));
  try {
    const stats = statSync(path);
    return stats.isFile() ? { path, name: relative(directory, path).replaceAll(sep, '/'), stats } : undefined;
  } catch {
    return undefined; // No such file, or a name that no file can have: too long, with a zero byte.
  }
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '';
  }
}

/**
 * Answers requests from a folder. A browser that goes to a path without a file is at a place in the page: index.html.
 * @param instead JSON for paths at which this machine says something else than the folder
 */
export function serveStaticFiles(
  directory: string,
  instead: Readonly<Record<string, string>> = {},
): (message: IncomingMessage, response: ServerResponse) => void {
  return (message, response) => {
    if (message.method !== 'GET' && message.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const pathname = decode((message.url ?? '/').split('?')[0] ?? '/');
    const own = instead[pathname];
    if (own !== undefined) {
      response
        .writeHead(200, { ...pageHeaders, 'content-type': 'application/json', 'cache-control': 'no-cache' })
        .end(own);
      return;
    }
    const wantsPage = message.headers.accept?.includes('text/html') ?? false;
    const isFile = pathname.slice(pathname.lastIndexOf('/')).includes('.');
    const isPlace = pathname === '/' || (wantsPage && !isFile);
    const found = findFile(directory, pathname) ?? (isPlace ? findFile(directory, 'index.html') : undefined);
    if (!found) {
      response.writeHead(404, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    send(found, message, response);
  };
}

function send({ path, name, stats }: Found, message: IncomingMessage, response: ServerResponse): void {
  const etag = `"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}"`;
  const { contentType, cacheControl } = describePageFile(name);
  const headers = { ...pageHeaders, etag, 'cache-control': cacheControl };
  if (message.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'content-type': contentType, 'content-length': stats.size });
  if (message.method === 'HEAD') response.end();
  else pipeline(createReadStream(path), response, () => undefined);
}
