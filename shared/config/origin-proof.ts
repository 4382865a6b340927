/** What CloudFront shows to the API with every request, so that nobody can go around it. */
export const originProofHeader = 'x-origin-proof';

/** The address of whoever calls, as CloudFront has seen it. Counts only beside the proof. */
export const viewerAddressHeader = 'true-client-ip';

/**
 * SHA-256 of every proof that counts, as base64url: two while one replaces the other, none that fits (`none`) where nothing is
 * in front yet. Read by hand, as in `redis-env.ts`: it is of every area.
 *
 * @returns undefined where the variable is not set: nothing is in front of the API, and who calls is who connects
 */
export function readOriginProofHashes(): readonly string[] | undefined {
  return process.env.ORIGIN_PROOF_HASHES?.split(',');
}
