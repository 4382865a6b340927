import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { originProofHeader, viewerAddressHeader } from '../../shared/config/origin-proof.ts';
import { contract } from '../../shared/contract/contract.ts';
import { buildEvent } from './support/build-event.ts';
import { expectError } from './support/expect-answer.ts';
import { sampleResult, serveContract } from './support/serve-contract.ts';

const hashOf = (proof: string) => createHash('sha256').update(proof).digest('base64url');
const viewer = { [viewerAddressHeader]: '198.51.100.9' };
const shown = (proof: string) => ({ ...viewer, [originProofHeader]: proof });

/** Calls a route of an area that was started with these hashes. */
async function callWith(hashes: string | undefined, headers: Record<string, string>) {
  if (hashes === undefined) delete process.env.ORIGIN_PROOF_HASHES;
  else process.env.ORIGIN_PROOF_HASHES = hashes;
  const seen: unknown[] = [];
  const served = serveContract(() => async (_input, { sourceIp }) => {
    seen.push(sourceIp);
    return sampleResult(contract.listVideos);
  });
  return { answer: await served.call(contract.listVideos, buildEvent(contract.listVideos, { headers })), seen };
}

describe('an area behind CloudFront', () => {
  const before = process.env.ORIGIN_PROOF_HASHES;
  beforeAll(() => expect(before).toBeUndefined());
  afterAll(() => {
    delete process.env.ORIGIN_PROOF_HASHES;
  });

  it('takes its word who calls, with the proof', async () => {
    const { answer, seen } = await callWith(hashOf('proof'), shown('proof'));
    expect(answer.statusCode).toBe(200);
    expect(seen).toEqual(['198.51.100.9']);
  });

  it('takes the old and the new proof while one replaces the other', async () => {
    for (const proof of ['old', 'new']) {
      expect((await callWith(`${hashOf('old')},${hashOf('new')}`, shown(proof))).seen).toEqual(['198.51.100.9']);
    }
  });

  it.each([
    ['without a proof', hashOf('proof'), viewer],
    ['with another one', hashOf('proof'), shown('other')],
    ['with the hash itself', hashOf('proof'), shown(hashOf('proof'))],
    ['while none is known', 'none', shown('none')],
    ['with nothing, while nothing is known', '', shown('')],
  ])('is not there for a call %s', async (_, hashes, headers) => {
    const { answer, seen } = await callWith(hashes, headers);
    expectError(answer, 'not_found');
    expect(seen).toEqual([]);
  });

  it('believes no address where nothing is in front', async () => {
    expect((await callWith(undefined, shown('proof'))).seen).toEqual(['192.0.2.1']);
  });
});
