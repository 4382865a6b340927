import { S3Error } from '../s3-error.ts';
import type { ChecksumName } from '../storage/attributes.ts';
import type { Part } from '../storage/upload-table.ts';
import { childrenNamed, textOf, type XmlElement } from '../xml/parse-xml.ts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const minPartBytes = 5 * 1024 ** 2;
const maxParts = 10_000;

export type ListedPart = { number: number; etag: string; checksums: Map<ChecksumName, string> };

/** Reads the part list of CompleteMultipartUpload. @throws S3Error `MalformedXML` or `InvalidPartOrder` */
export function parsePartList(root: XmlElement): ListedPart[] {
  const parts = childrenNamed(root, 'Part').map(parsePart);
  if (root.name !== 'CompleteMultipartUpload' || parts.length === 0 || parts.length > maxParts) {
    throw new S3Error('MalformedXML', `A CompleteMultipartUpload lists 1 to ${maxParts} parts.`);
  }
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    if (before && before.number >= part.number) {
      const message =
        'The list of parts was not in ascending order. The parts list must be specified in order by part number.';
      throw new S3Error('InvalidPartOrder', message);
    }
  });
  return parts;
}

function parsePart(element: XmlElement): ListedPart {
  const number = Number(textOf(element, 'PartNumber') ?? Number.NaN);
  const etag = textOf(element, 'ETag')?.trim().replaceAll('"', '') ?? '';
  if (!Number.isInteger(number) || number < 1 || etag === '') {
    throw new S3Error('MalformedXML', 'Each Part needs a PartNumber and an ETag.');
  }
  const checksums = new Map<ChecksumName, string>();
  for (const name of ['CRC32', 'SHA1', 'SHA256'] as const) {
    const value = textOf(element, `Checksum${name}`);
    if (value !== undefined) checksums.set(name, value.trim());
  }
  return { number, etag, checksums };
}

/** A form of the list that two equal requests have in common. */
export function toPartList(listed: ListedPart[]): string {
  return listed.map(({ number, etag }) => `${number}:${etag}`).join(',');
}

/**
 * Picks the stored parts that the list names.
 *
 * @param checksumName The checksum the upload was created with: every listed part must then repeat it.
 * @throws S3Error `InvalidPart`, `EntityTooSmall` or `InvalidRequest`
 */
export function selectParts(listed: ListedPart[], stored: Part[], checksumName: ChecksumName | undefined): Part[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const selected = listed.map((wanted) => {
    if (checksumName && !wanted.checksums.has(checksumName)) throw missingChecksum(checksumName, wanted.number);
    const part = byNumber.get(wanted.number);
    if (!part || part.etag !== wanted.etag || !sameChecksums(wanted, part)) throw invalidPart(wanted);
    return part;
  });
  for (const part of selected.slice(0, -1)) if (part.size < minPartBytes) throw tooSmall(part);
  return selected;
}

function sameChecksums(wanted: ListedPart, { checksum }: Part): boolean {
  return [...wanted.checksums].every(([name, value]) => checksum?.name === name && checksum.value === value);
}

function missingChecksum(name: ChecksumName, number: number): S3Error {
  const must = 'The complete request must include the checksum for each part.';
  const created = `The upload was created using a ${name.toLowerCase()} checksum.`;
  return new S3Error('InvalidRequest', `${created} ${must} It was missing for part ${number} in the request.`);
}

function invalidPart({ number, etag }: ListedPart): S3Error {
  const message =
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  return new S3Error('InvalidPart', message, { details: { PartNumber: number, ETag: etag } });
}

function tooSmall({ number, etag, size }: Part): S3Error {
  const message = 'Your proposed upload is smaller than the minimum allowed size';
  const details = { ETag: etag, MinSizeAllowed: minPartBytes, ProposedSize: size, PartNumber: number };
  return new S3Error('EntityTooSmall', message, { details });
}
