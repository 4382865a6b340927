import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { expect, it } from '@jest/globals';
import { openEdge } from '../../local/cloud/host/edge.ts';
import { openFront } from '../../local/cloud/host/front.ts';
import { buildEvent } from '../../local/cloud/http-api/build-event.ts';

it('the local edge proves itself and says who calls, whatever the caller says', async () => {
  const edge = openEdge();
  const front = await openFront(0);
  const said = Promise.withResolvers<unknown>();
  front.serve((message, response) => {
    edge.sign(message);
    const match = { route: { routeKey: '$default', integrationId: 'i' }, pathParameters: {} };
    const about = { requestId: 'r', apiId: 'a', receivedAt: new Date(0), path: '/', rawQueryString: '', match };
    said.resolve(buildEvent({ message, ...about }).headers);
    response.end();
  });
  try {
    const headers = { 'x-origin-proof': 'mine', 'true-client-ip': '10.0.0.1', 'x-other': 'kept' };
    request({ port: front.port, host: '127.0.0.1', headers }, (answer) => answer.resume()).end();
    const { 'x-origin-proof': proof, ...others } = Object(await said.promise);
    expect(createHash('sha256').update(proof).digest('base64url')).toBe(edge.proofHash);
    expect(others).toMatchObject({ 'true-client-ip': '127.0.0.1', 'x-other': 'kept' });
  } finally {
    await front.close();
  }
});
