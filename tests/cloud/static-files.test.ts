import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Front, openFront } from '../../local/cloud/host/front.ts';
import { serveStaticFiles } from '../../local/cloud/host/static-files.ts';
import { runEdgeFunction } from '../infra/support/run-edge-function.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the page’s files', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let front: Front;

  beforeAll(async () => {
    folder = await tempFolder();
    writeFileSync(join(folder.path, 'index.html'), '<title>page</title>');
    front = await openFront(0);
    front.serve(serveStaticFiles(folder.path));
  });
  afterAll(async () => {
    await front.close();
    await folder.remove();
  });

  /** Status of a request whose path is sent exactly as given. */
  const status = (path: string, accept = '*/*') =>
    new Promise<number | undefined>((resolve, reject) => {
      const call = request({ port: front.port, host: '127.0.0.1', path, headers: { accept } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.once('error', reject).end();
    });

  it('are found, and places in the page lead to the page', async () => {
    expect(await status('/')).toBe(200);
    expect(await status('/index.html')).toBe(200);
    expect(await status('/calendar', 'text/html')).toBe(200);
    expect(await status('/calendar')).toBe(404);
    expect(await status('/missing.js', 'text/html')).toBe(404);
  });

  it('are found here where CloudFront finds them', async () => {
    const found = new Set(['/index.html']);
    for (const accept of ['text/html,*/*', '*/*', '']) {
      for (const uri of ['/', '/queue', '/queue/', '/a.b/c', '/a.b/', '/.env', '/a.', '/index.html', '/missing.js']) {
        const leadsTo = runEdgeFunction('show-page', { uri, headers: accept ? { accept: { value: accept } } : {} }).uri;
        expect([accept, uri, await status(uri, accept)]).toEqual([accept, uri, found.has(leadsTo) ? 200 : 404]);
      }
    }
  });

  it.each([
    ['a zero byte', '/%00'],
    ['a name longer than a file may have', `/${'x'.repeat(5_000)}`],
    ['broken escapes', '/%E0%A4%A'],
    ['a way out', '/../../../../etc/passwd'],
    ['an escaped way out', '/..%2f..%2f..%2fetc%2fpasswd'],
  ])('cannot be asked for by %s', async (_name, path) => {
    expect(await status(path)).toBe(404);
    expect(await status('/')).toBe(200);
  });
});
