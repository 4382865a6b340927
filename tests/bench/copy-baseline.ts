import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { request } from 'undici';

const chunkBytes = 8 * 1024 * 1024;

/** Copies `bytes` in 8 MiB chunks from one bare HTTP server to another with undici. @returns MiB per second */
export async function copyBaseline(bytes: number): Promise<number> {
  const chunk = Buffer.alloc(chunkBytes, 1);
  const server = createServer(async (incoming, response) => {
    if (incoming.method === 'GET') return void response.end(chunk);
    for await (const _piece of incoming);
    response.end();
  }).listen(0);
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const begun = performance.now();
  for (let sent = 0; sent < bytes; sent += chunkBytes) {
    const source = await request(url);
    const target = await request(url, {
      method: 'PUT',
      body: Readable.from(source.body),
      headers: { 'content-length': String(chunkBytes) },
    });
    await target.body.dump();
  }
  const rate = bytes / 1024 ** 2 / ((performance.now() - begun) / 1000);
  server.close();
  return rate;
}
