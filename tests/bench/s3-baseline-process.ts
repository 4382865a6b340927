// The least any server must do with an upload: plain HTTP, MD5 while streaming, bytes to a file. Nothing is signed or kept track of.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

const [dataDir = ''] = process.argv.slice(2);
mkdirSync(dataDir, { recursive: true });

async function store(request: IncomingMessage, path: string): Promise<string> {
  const file = await open(path, 'w');
  const hash = createHash('md5');
  for await (const chunk of request) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.close();
  return hash.digest('hex');
}

const server = createServer(async (request, response) => {
  const path = join(dataDir, (request.url ?? '').replaceAll(/\W/g, '_'));
  if (request.method === 'GET') createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(response);
  else response.setHeader('etag', await store(request, path)).end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => process.send?.({ peakRssKiB: process.resourceUsage().maxRSS, cpu: process.cpuUsage() }));
const address = server.address();
process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` });
