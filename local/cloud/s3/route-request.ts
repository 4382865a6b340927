import type { IncomingMessage } from 'node:http';
import { splitRawUrl } from '../sigv4/raw-url.ts';
import { type Operation, operationTable } from './operations/operation-table.ts';
import { S3Error } from './s3-error.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const maxKeyBytes = 1024;
/** Subresources that make a request mean something else; one that no operation claims is not emulated. */
const subresources = new Set(
  ['accelerate', 'acl', 'analytics', 'attributes', 'cors', 'delete', 'encryption', 'intelligent-tiering', 'inventory']
    .concat(['legal-hold', 'lifecycle', 'location', 'logging', 'metrics', 'notification', 'object-lock', 'policy'])
    .concat(['ownershipControls', 'policyStatus', 'publicAccessBlock', 'replication', 'requestPayment', 'restore'])
    .concat(['retention', 'select', 'tagging', 'torrent', 'uploads', 'uploadId', 'versioning', 'versions', 'website'])
    .concat(['versionId', 'list-type', 'partNumber']),
);
/** On these two a parameter only narrows the request. */
const narrowing = new Set(['GetObject', 'HeadObject']);

export type S3Target = { bucket: string; key: string; query: ReadonlyMap<string, string> };

/**
 * Takes bucket, key and query from a path-style URL.
 *
 * @throws S3Error `InvalidURI` or `KeyTooLongError`
 */
export function parseTarget(url: string): S3Target {
  const { path, query } = decodeUrl(url);
  const slash = path.indexOf('/', 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > maxKeyBytes) {
    const details = { Size: Buffer.byteLength(key), MaxSizeAllowed: maxKeyBytes };
    throw new S3Error('KeyTooLongError', 'Your key is too long', { details });
  }
  return { bucket, key, query: new Map(query) };
}

function decodeUrl(url: string) {
  try {
    const { path, query } = splitRawUrl(url);
    if (!path.startsWith('/')) throw new URIError();
    return { path: decodeURIComponent(path), query };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** @throws S3Error `MethodNotAllowed` or `NotImplemented` */
export function findOperation(request: IncomingMessage, { bucket, key, query }: S3Target): Operation {
  const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const copies = request.headers['x-amz-copy-source'] !== undefined;
  const sameMethod = operationTable.filter(
    (operation) => operation.on === level && operation.method === request.method,
  );
  const found = sameMethod.find(
    (operation) =>
      (operation.copies ?? false) === copies && (operation.query ?? []).every((parameter) => query.has(parameter)),
  );
  if (sameMethod.length === 0) {
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
  const stray = [...query.keys()].find((name) => subresources.has(name) && !found?.query?.includes(name));
  const narrows = found && narrowing.has(found.name) && stray === 'partNumber';
  if (!found || (stray !== undefined && !narrows)) {
    throw new S3Error('NotImplemented', `The operation ${request.method} ?${stray ?? ''} is not emulated.`);
  }
  return found;
}
