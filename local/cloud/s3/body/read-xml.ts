import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { createHasher } from '../storage/hashes.ts';
import { parseXml, type XmlElement, XmlSyntaxError } from '../xml/parse-xml.ts';
import { hashesFor, parseBodyChecks, verifyDigests } from './body-checks.ts';

/** A part list of 10,000 parts with a SHA-256 each takes about 2 MB. */
const maxXmlBytes = 4 * 1024 * 1024;

export type XmlBody = { text: string; root: XmlElement };

/**
 * Reads an XML request document.
 *
 * @param objectChecksums In CompleteMultipartUpload the checksum headers speak of the object, not of this document.
 * @throws S3Error
 */
export async function readXml(call: S3Call, objectChecksums = false): Promise<XmlBody> {
  const checks = parseBodyChecks(objectChecksums ? {} : call.headers, call.auth.payload);
  const bytes = await readBytes(call);
  const digests = new Map(hashesFor(checks).map((name) => [name, digestOf(name, bytes)]));
  verifyDigests(checks, digests, call.body.trailers);
  return parseDocument(bytes.toString('utf8'));
}

function digestOf(name: Parameters<typeof createHasher>[0], bytes: Buffer): Buffer {
  const hasher = createHasher(name);
  hasher.update(bytes);
  return hasher.digest();
}

async function readBytes(call: S3Call): Promise<Buffer> {
  if (call.body.length > maxXmlBytes) throw new S3Error('MaxMessageLengthExceeded', 'Your request was too big.');
  const chunks: Buffer[] = [];
  for await (const chunk of call.body.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseDocument(text: string): XmlBody {
  try {
    return { text, root: parseXml(text) };
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    const message = 'The XML you provided was not well-formed or did not validate against our published schema';
    throw new S3Error('MalformedXML', `${message}: ${error.message}`);
  }
}
