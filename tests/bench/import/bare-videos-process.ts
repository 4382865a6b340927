// The least that can pass for a Drive full of videos: every file is one MP4 box and zeros, read in ranges. Sends its address to
// the parent.
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

const totalBytes = Number(process.argv[2] ?? 0);
const zeros = Buffer.alloc(1024 * 1024);
const first = Buffer.from(zeros);
first.writeUInt32BE(16, 0);
first.write('ftypisom', 4, 'latin1');
const md5 = createHash('md5');
for (let at = 0; at < totalBytes; at += zeros.length) {
  md5.update((at === 0 ? first : zeros).subarray(0, Math.min(zeros.length, totalBytes - at)));
}
const md5Checksum = md5.digest('hex');
const time = '2026-01-02T03:04:05.000Z';

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://bare');
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (range) return sendRange(response, Number(range[1]), Number(range[2]));
  const id = url.pathname.split('/').at(-1) ?? '';
  const words = { id, name: `${id}.mp4`, mimeType: 'video/mp4', createdTime: time, modifiedTime: time };
  const file = { ...words, size: String(totalBytes), md5Checksum, capabilities: { canDownload: true } };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(file));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
process.once('disconnect', () => process.exit());

function sendRange(response: ServerResponse, start: number, end: number): void {
  let at = start;
  const headers = { 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${totalBytes}` };
  response.writeHead(206, headers);
  const write = () => {
    while (at <= end) {
      const source = at < first.length ? first : zeros;
      const from = at % zeros.length;
      const piece = source.subarray(from, Math.min(zeros.length, from + end - at + 1));
      at += piece.length;
      if (!response.write(piece)) return void response.once('drain', write);
    }
    response.end();
  };
  write();
}
