import { createHash, randomBytes } from 'node:crypto';

/** What CloudFront will show to the API, and the hash by which the API knows it. */
export interface OriginProof {
  readonly value: string;
  readonly hash: string;
}

export function newOriginProof(): OriginProof {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: createHash('sha256').update(value).digest('base64url') };
}
