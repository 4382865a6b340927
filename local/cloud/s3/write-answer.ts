import type { ServerResponse } from 'node:http';
import type { S3Answer } from './s3-call.ts';
import { sendFile } from './send-file.ts';

export type AnswerForm = {
  /** For HEAD: the length is announced all the same. */
  withoutBody: boolean;
  /** Cut the connection after half of the files of a download. */
  cut: boolean;
};

/** Writes head and body. @throws Error when the client goes away */
export async function writeAnswer(response: ServerResponse, answer: S3Answer, form: AnswerForm): Promise<void> {
  const { status = 200, headers = {}, xml, file } = answer;
  const length = file?.size ?? (xml === undefined ? 0 : Buffer.byteLength(xml));
  response.writeHead(status, {
    ...(xml !== undefined && { 'content-type': 'application/xml' }),
    ...headers,
    ...(status !== 204 && status !== 304 && { 'content-length': length }),
  });
  if (file && !form.withoutBody) {
    const limit = form.cut ? Math.floor(file.size / 2) : file.size;
    await sendFile(response, file, limit);
  } else if (xml !== undefined && !form.withoutBody) response.write(xml);
  if (form.cut) response.destroy();
  else response.end();
}
