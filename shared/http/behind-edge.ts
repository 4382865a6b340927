import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { originProofHeader, viewerAddressHeader } from '../config/origin-proof.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';

/**
 * Takes requests from CloudFront alone, and from its word who calls. Whoever finds API Gateway's own address could otherwise
 * go around the firewall, and the address that throttles count would be that of CloudFront, or one that the caller made up.
 *
 * @param hashes of the proofs that count, see `readOriginProofHashes`; without it every request is taken as it comes
 */
export function behindEdge(hashes: readonly string[] | undefined): MiddlewareObj<HttpEvent, HttpAnswer> {
  const known = hashes?.map((hash) => Buffer.from(hash, 'base64url'));
  return {
    before: ({ event: { headers, requestContext } }) => {
      if (!known) return;
      if (!isProof(headers[originProofHeader], known))
        throw new HopperError('not_found', 'Call Hopper by the address of its page.');
      requestContext.http.sourceIp = headers[viewerAddressHeader] ?? requestContext.http.sourceIp;
    },
  };
}

function isProof(shown: string | undefined, known: readonly Buffer[]): boolean {
  if (shown === undefined) return false;
  const hash = createHash('sha256').update(shown).digest();
  return known.some((proof) => proof.length === hash.length && timingSafeEqual(proof, hash));
}
