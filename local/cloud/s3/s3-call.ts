import type { IncomingHttpHeaders } from 'node:http';
import type { SigV4Success } from '../sigv4/sigv4-types.ts';
import type { RequestBody } from './body/request-body.ts';
import type { ObjectFile } from './object-file.ts';
import type { S3State } from './s3-state.ts';

/** One authenticated request, as an operation sees it. */
export type S3Call = {
  state: S3State;
  auth: SigV4Success;
  bucket: string;
  key: string;
  query: ReadonlyMap<string, string>;
  headers: IncomingHttpHeaders;
  body: RequestBody;
  requestId: string;
  sourceAddress: string;
  region: string;
  /** Milliseconds since the epoch, taken once per request. */
  now: number;
};

/** What an operation answers. The default status is 200. */
export type S3Answer = {
  status?: number;
  headers?: Record<string, string | number> | undefined;
  xml?: string;
  file?: ObjectFile;
};

/** A header that occurs once, or undefined. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
