// The least that can pass for a Drive: zeros that are read in ranges, sessions that count what they get, no checksum is ever
// computed of what is sent. Anything slower would hide what the copying side costs. Sends its address to the parent.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const [size = '0'] = process.argv.slice(2);
const totalBytes = Number(size);
const zeros = Buffer.alloc(1024 * 1024);
const received = new Map<string, number>();
// Of documents the copying side knows the checksum itself.
const isSmall = totalBytes <= 16 * zeros.length;
const md5 = isSmall ? createHash('md5').update(Buffer.alloc(totalBytes)).digest('hex') : 'the-same-everywhere';
const file = (id: string) => ({
  id,
  name: 'big.bin',
  mimeType: 'application/octet-stream',
  size,
  md5Checksum: md5,
  parents: ['folder'],
  createdTime: '2026-01-02T03:04:05.000Z',
  modifiedTime: '2026-01-02T03:04:05.000Z',
});

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://bare');
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  if (request.method === 'PUT') return void takeChunk(request, url, answer);
  if (request.method === 'POST') {
    const id = String(received.size);
    received.set(id, 0);
    request.resume();
    return answer(200, {}, { location: `http://${request.headers.host}${url.pathname}?upload_id=${id}` });
  }
  if (url.searchParams.get('alt') === 'media' || url.pathname.endsWith('/export'))
    return void sendZeros(request, response);
  if (url.pathname.endsWith('/generateIds')) {
    return answer(200, { ids: Array.from({ length: 100 }, (_, index) => `made-${received.size}-${index}`) });
  }
  answer(200, file(url.pathname.split('/').at(-1) ?? ''));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
process.once('disconnect', () => process.exit());

function sendZeros(request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const [start, end] = [Number(range?.[1] ?? 0), Number(range?.[2] ?? totalBytes - 1)];
  let left = end - start + 1;
  const ranges = range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {};
  response.writeHead(range ? 206 : 200, { 'content-length': left, ...ranges });
  const write = () => {
    while (left > 0) {
      const piece = zeros.subarray(0, Math.min(left, zeros.length));
      left -= piece.length;
      if (!response.write(piece)) return void response.once('drain', write);
    }
    response.end();
  };
  write();
}

async function takeChunk(
  request: IncomingMessage,
  url: URL,
  answer: (status: number, body: unknown, headers?: Record<string, string>) => void,
): Promise<void> {
  const id = url.searchParams.get('upload_id') ?? '';
  for await (const piece of request) received.set(id, (received.get(id) ?? 0) + piece.length);
  const stored = received.get(id) ?? 0;
  if (stored >= totalBytes) answer(200, file(`made-by-${id}`));
  else answer(308, {}, { range: `bytes=0-${stored - 1}` });
}
