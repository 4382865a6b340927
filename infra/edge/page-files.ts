import { posix } from 'node:path';

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

/** Folder of files that the build names by what is in them, so that another content is another file. */
export const assetsFolder = 'assets/';

/**
 * What a file of the page is, and how long browsers may keep it.
 * @param path below the page's root, with `/` and without one in front: `assets/main-Bx1.js`
 */
export function describePageFile(path: string): { readonly contentType: string; readonly cacheControl: string } {
  return {
    contentType: types[posix.extname(path)] ?? 'application/octet-stream',
    cacheControl: path.startsWith(assetsFolder) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
