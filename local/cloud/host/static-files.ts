import { createReadStream, type Stats, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { pageHeaders } from './page-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The build names these files by what is in them, so another content is another file. */
const namedByContent = `${sep}assets${sep}`;
const forEver = 'public, max-age=31536000, immutable';

interface Found {
  readonly path: string;
  readonly stats: Stats;
}

function findFile(directory: string, pathname: string): Found | undefined {
  // Normalized below the root first, so that no number of `..` leads out of the folder.
  const path = join(directory, normalize(`/${pathname}`));
  try {
    const stats = statSync(path);
    return stats.isFile() ? { path, stats } : undefined;
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
    const isPlace = pathname === '/' || (extname(pathname) === '' && wantsPage);
    const found = findFile(directory, pathname) ?? (isPlace ? findFile(directory, 'index.html') : undefined);
    if (!found) {
      response.writeHead(404, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    send(found, message, response);
  };
}

function send({ path, stats }: Found, message: IncomingMessage, response: ServerResponse): void {
  const etag = `"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}"`;
  const headers = { ...pageHeaders, etag, 'cache-control': path.includes(namedByContent) ? forEver : 'no-cache' };
  if (message.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': stats.size });
  if (message.method === 'HEAD') response.end();
  else pipeline(createReadStream(path), response, () => undefined);
}
