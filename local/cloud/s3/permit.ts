import type { IncomingHttpHeaders } from 'node:http';
import type { Need } from '../iam/need.ts';
import { s3MissingNeeds, s3Needs } from '../iam/needs/s3-needs.ts';
import type { SigV4Success } from '../sigv4/sigv4-types.ts';
import type { S3Target } from './route-request.ts';
import { headerOf } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/** Gives the reason to refuse a call for want of a right, or undefined to let it in. */
export type Permit = (accessKeyId: string, needs: readonly Need[]) => string | undefined;

interface Asked {
  readonly auth: SigV4Success;
  readonly operation: string;
  readonly target: S3Target;
  readonly headers: IncomingHttpHeaders;
  readonly now: number;
}

/** @throws S3Error `AccessDenied` */
export function assertPermitted(permit: Permit, { auth, operation, target, headers, now }: Asked): void {
  const signatureAge = auth.presigned ? now - auth.signedAt : undefined;
  const source = headerOf(headers, 'x-amz-copy-source')?.replace(/^\//, '');
  assert(permit(auth.accessKeyId, s3Needs({ ...target, operation, signatureAge, source })));
}

/**
 * Runs an operation. Whoever may not list the bucket is not told that an object is missing.
 *
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_Permissions
 */
export async function withMissingHidden<T>(
  permit: Permit,
  { auth, target }: Asked,
  run: () => T | Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchKey')
      assert(permit(auth.accessKeyId, s3MissingNeeds(target.bucket)));
    throw error;
  }
}

function assert(refusal: string | undefined): void {
  if (refusal !== undefined) throw new S3Error('AccessDenied', refusal);
}
