import type { IncomingHttpHeaders } from 'node:http';
import { headerOf } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

type Validators = { etag: string; modified: number };

/**
 * Evaluates the conditional headers of a read.
 *
 * @param prefix `''` or `x-amz-copy-source-` for the source of a copy.
 * @returns True when the answer is 304 Not Modified.
 * @throws S3Error `PreconditionFailed`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 for the order
 */
export function isNotModified(headers: IncomingHttpHeaders, object: Validators, prefix = ''): boolean {
  const ifMatch = headerOf(headers, `${prefix}if-match`);
  const unmodifiedSince = parseDate(headerOf(headers, `${prefix}if-unmodified-since`));
  const ifNoneMatch = headerOf(headers, `${prefix}if-none-match`);
  const modifiedSince = parseDate(headerOf(headers, `${prefix}if-modified-since`));
  if (ifMatch !== undefined) {
    if (!etagListed(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (unmodifiedSince !== undefined && seconds(object.modified) > unmodifiedSince) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return etagListed(ifNoneMatch, object.etag);
  return modifiedSince !== undefined && seconds(object.modified) <= modifiedSince;
}

/**
 * Evaluates the conditional headers of a write against the object that is there.
 *
 * @throws S3Error `PreconditionFailed`, `NoSuchKey`, or `NotImplemented` for an If-None-Match other than `*`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function assertWriteAllowed(headers: IncomingHttpHeaders, existing: Validators | undefined): void {
  const ifNoneMatch = headerOf(headers, 'if-none-match');
  const ifMatch = headerOf(headers, 'if-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A write takes If-None-Match: * only.');
  }
  if (ifNoneMatch === '*' && existing) throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (!existing) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  if (!etagListed(ifMatch, existing.etag)) throw preconditionFailed('If-Match');
}

export function preconditionFailed(condition: string): S3Error {
  const details = { Condition: condition };
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    details,
  });
}

function etagListed(header: string, etag: string): boolean {
  const listed = header.split(',').map((item) => item.trim().replace(/^W\//, '').replaceAll('"', ''));
  return listed.includes('*') || listed.includes(etag);
}

// HTTP dates have whole seconds, so the object's time is compared in whole seconds too.
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

function parseDate(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : seconds(time);
}
