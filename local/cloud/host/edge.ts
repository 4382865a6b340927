import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { originProofHeader, viewerAddressHeader } from '../../../shared/config/origin-proof.ts';

/** What CloudFront does to a request on its way to the API. */
export interface Edge {
  /** For the functions, which take requests with the proof alone. */
  readonly proofHash: string;
  /** Adds the proof and the caller's address; what the caller has written there is replaced. */
  sign(message: IncomingMessage): void;
}

/** An edge with a proof of its own, which lives as long as this process. */
export function openEdge(): Edge {
  const proof = randomBytes(32).toString('base64url');
  return {
    proofHash: createHash('sha256').update(proof).digest('base64url'),
    sign: ({ headersDistinct, socket }) => {
      headersDistinct[originProofHeader] = [proof];
      headersDistinct[viewerAddressHeader] = [socket.remoteAddress ?? ''];
    },
  };
}
