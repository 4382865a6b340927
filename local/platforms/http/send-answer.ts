import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { FaultRule } from '../faults/fault-rule.ts';
import type { Answer } from './answer.ts';
import { sendFile } from './send-file.ts';

/** Writes an answer; a client that has gone away is ignored. @param faults those about the bytes of a file are applied */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  faults: readonly FaultRule[] = [],
): Promise<void> {
  if (response.destroyed) return;
  if (answer.file) return sendFile(response, { ...answer, file: answer.file }, faults);
  const body = Buffer.from(answer.body ?? '');
  // A 204 must not carry a length; every other empty answer says 0 so that the connection can be used again.
  const length = answer.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, reasonPhrase(answer.status), { ...answer.headers, ...length });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Sends the first half of the answer and cuts the connection: the head of an empty one, else half of the body. */
export function sendHalfAnswer(response: ServerResponse, answer: Answer): void {
  const { socket } = response;
  if (!socket || socket.destroyed) return;
  const body = Buffer.from(answer.body ?? '');
  if (body.length === 0) {
    socket.end(`HTTP/1.1 ${answer.status} ${reasonPhrase(answer.status)}\r\nserv`, () => socket.destroy());
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
}

/** In the upload protocol 308 means "go on", not "moved". */
function reasonPhrase(status: number): string {
  return status === 308 ? 'Resume Incomplete' : (STATUS_CODES[status] ?? 'Unknown');
}
