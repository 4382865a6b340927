// A file of zeros that is read like an S3 object: GET with a Range header. Sends its address to the parent.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream';

const [path = '', size = '0'] = process.argv.slice(2);
const server = createServer((request, response) => {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(Number(range?.[2] ?? size), Number(size) - 1);
  const headers = { 'content-type': 'video/mp4', 'content-length': end - start + 1 };
  if (range) response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${end}/${size}` });
  else response.writeHead(200, headers);
  pipeline(createReadStream(path, { start, end, highWaterMark: 1024 * 1024 }), response, () => undefined);
}).listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
process.once('disconnect', () => process.exit());
