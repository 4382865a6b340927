import { describe, expect, it } from '@jest/globals';
import type { contract } from '../../shared/contract/contract.ts';
import { systemRoutes } from '../../shared/contract/routes/system.ts';
import type { AreaEndpoints, Endpoint } from '../../shared/http/endpoint.ts';
import { serveArea } from '../../shared/http/serve-area.ts';

// The compiler is the test: an expected error that does not come fails `npm run typecheck`.
const origin = 'https://hopper.example';
const health: Endpoint<typeof contract.health> = async () => ({ ok: true });
// @ts-expect-error a field of the output is missing
const withoutOutput: Endpoint<typeof contract.health> = async () => ({});
// @ts-expect-error the session is missing
const withoutSession: Endpoint<typeof contract.logout> = async () => ({ message: 'Bye' });
const me: Endpoint<typeof contract.me> = async (_input, { caller }) => {
  // @ts-expect-error the caller may be missing on optional routes
  caller.userId.trim();
  return { user: null };
};
const listVideos: Endpoint<typeof contract.listVideos> = async (_input, { caller }) => ({
  body: [caller.userId].map(() => never()),
});
// @ts-expect-error most endpoints of the area are missing
const incomplete: AreaEndpoints<'videos', unknown> = { listVideos };

function never(): never {
  throw new Error('not called');
}

it('keeps what the compiler has judged', () => {
  expect([withoutOutput, withoutSession, me, incomplete]).toHaveLength(4);
});

describe('an area', () => {
  it('does not start without an endpoint for each of its routes', () => {
    const start = () =>
      // @ts-expect-error the endpoint of health is missing
      serveArea({ area: 'system', routes: systemRoutes, endpoints: {}, deps: {}, origin });
    expect(start).toThrow('No endpoint for route health.');
  });

  it('starts with all of them', () => {
    const text = async () => 'text';
    const endpoints = { health, openapi: text, docs: text };
    expect(serveArea({ area: 'system', routes: systemRoutes, endpoints, deps: {}, origin })).toBeInstanceOf(Function);
  });
});
