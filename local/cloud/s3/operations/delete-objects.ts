import { readXml } from '../body/read-xml.ts';
import { headerOf, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { childrenNamed, textOf } from '../xml/parse-xml.ts';
import { writeXml } from '../xml/write-xml.ts';
import { commitDelete } from './commit-object.ts';

const maxKeys = 1000;

/** Deleting what is not there succeeds as well. */
export function deleteObject(call: S3Call): S3Answer {
  commitDelete(call, call.key);
  return { status: 204 };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(call: S3Call): Promise<S3Answer> {
  assertIntegrityHeader(call);
  const { root } = await readXml(call);
  const keys = childrenNamed(root, 'Object').map((object) => textOf(object, 'Key') ?? '');
  if (root.name !== 'Delete' || keys.length === 0 || keys.length > maxKeys || keys.includes('')) {
    throw new S3Error('MalformedXML', `A Delete document names 1 to ${maxKeys} keys.`);
  }
  for (const key of keys) commitDelete(call, key);
  const quiet = textOf(root, 'Quiet')?.trim() === 'true';
  return { xml: writeXml('DeleteResult', quiet ? {} : { Deleted: keys.map((key) => ({ Key: key })) }) };
}

function assertIntegrityHeader({ headers }: S3Call): void {
  const checked = headerOf(headers, 'content-md5') ?? headerOf(headers, 'x-amz-trailer');
  if (checked || Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-'))) return;
  throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
}
