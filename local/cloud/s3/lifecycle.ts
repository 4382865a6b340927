import { S3Error } from './s3-error.ts';
import type { S3State } from './s3-state.ts';
import { transact } from './storage/transact.ts';
import { childrenNamed, parseXml, textOf, type XmlElement } from './xml/parse-xml.ts';

/** The one lifecycle action that is carried out here. */
export type AbortRule = { prefix: string; days: number };

const dayMs = 86_400_000;

/**
 * Reads the AbortIncompleteMultipartUpload actions of enabled rules; other actions are accepted and not carried out.
 *
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
 */
export function parseAbortRules(root: XmlElement): AbortRule[] {
  const rules = childrenNamed(root, 'Rule');
  if (root.name !== 'LifecycleConfiguration' || rules.length === 0) {
    throw new S3Error('MalformedXML', 'A LifecycleConfiguration has at least one Rule.');
  }
  return rules.flatMap(parseRule);
}

function parseRule(rule: XmlElement): AbortRule[] {
  const status = textOf(rule, 'Status')?.trim();
  if (status !== 'Enabled' && status !== 'Disabled') {
    throw new S3Error('MalformedXML', 'The Status of a Rule is Enabled or Disabled.');
  }
  const [abort] = childrenNamed(rule, 'AbortIncompleteMultipartUpload');
  if (!abort) return [];
  const days = Number(textOf(abort, 'DaysAfterInitiation'));
  if (!Number.isInteger(days) || days < 1) {
    throw new S3Error('InvalidArgument', "'DaysAfterInitiation' for AbortIncompleteMultipartUpload must be positive");
  }
  return status === 'Enabled' ? [{ prefix: parsePrefix(rule), days }] : [];
}

function parsePrefix(rule: XmlElement): string {
  const [filter] = childrenNamed(rule, 'Filter');
  const [and] = filter ? childrenNamed(filter, 'And') : [];
  return textOf(and ?? filter ?? rule, 'Prefix') ?? '';
}

/**
 * Aborts the multipart uploads that a lifecycle rule says are too old.
 *
 * @param now Milliseconds since the epoch.
 * @returns How many were aborted.
 */
export function runLifecycle(state: S3State, now: number): number {
  const stale = state.buckets.list().flatMap(({ name, lifecycle }) => {
    const rules = lifecycle === null ? [] : parseAbortRules(parseXml(lifecycle));
    return rules.flatMap(({ prefix, days }) =>
      state.uploads.initiatedBefore(name, now - days * dayMs).filter((upload) => upload.key.startsWith(prefix)),
    );
  });
  const ids = new Set(stale.map((upload) => upload.id));
  for (const id of ids) state.blobs.remove(transact(state.db, () => state.uploads.delete(id)));
  return ids.size;
}
