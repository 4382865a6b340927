import { describe, expect, it } from '@jest/globals';
import { allRoutes } from '../../shared/contract/contract.ts';
import { ErrorEnvelope } from '../../shared/contract/errors.ts';
import { csrfTokenFor } from '../../shared/http/csrf-token.ts';
import type { HttpEvent } from '../../shared/http/http-event.ts';
import fc from '../support/fast-check.ts';
import { anonymous, buildEvent, origin, sessionToken, signedIn } from './support/build-event.ts';
import { expectSafeHeaders } from './support/expect-answer.ts';
import { arbitraryOf } from './support/schema-samples.ts';
import { serveContract } from './support/serve-contract.ts';

const served = serveContract();
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', '..', ''),
);

const headers = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain'),
      text,
    ),
    origin: fc.oneof(fc.constantFrom(origin, 'null'), text),
    'sec-fetch-site': fc.oneof(fc.constantFrom('same-origin', 'none', 'cross-site'), text),
    'x-csrf-token': fc.oneof(fc.constant(csrfTokenFor(sessionToken)), text),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const anything = fc.record(
  {
    headers: fc.oneof(headers, fc.dictionary(text, text)),
    cookies: fc.array(fc.oneof(fc.constant(`__Host-hopper_session=${sessionToken}`), text)),
    rawQueryString: text,
    pathParameters: fc.dictionary(text, text),
    body: fc.oneof(fc.json(), text, fc.base64String()),
    isBase64Encoded: fc.boolean(),
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'), text),
    path: fc.oneof(fc.constantFrom(...allRoutes.map((route) => route.path)), fc.webPath(), text),
    routeKey: fc.oneof(fc.constant('$default'), text),
    authorizer: fc.constantFrom(signedIn, anonymous),
  },
  { requiredKeys: [] },
);

function change(event: HttpEvent, { method, path, authorizer, ...rest }: Partial<Record<string, unknown>>): HttpEvent {
  const http = { ...event.requestContext.http, ...(method ? { method } : {}), ...(path ? { path } : {}) };
  const lambda = authorizer ? { authorizer: { lambda: authorizer } } : {};
  return { ...event, ...rest, requestContext: { ...event.requestContext, http, ...lambda } } as HttpEvent;
}

describe('whatever is sent', () => {
  it('is answered below 500, in our envelope and with our headers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...allRoutes), anything, async (route, differences) => {
        const answer = await served.call(route, change(buildEvent(route), differences));
        expectSafeHeaders(answer, route);
        expect(answer.statusCode).toBeLessThan(500);
        if (answer.statusCode >= 400) ErrorEnvelope.strict().parse(JSON.parse(answer.body));
      }),
      { numRuns: 600 },
    );
  });

  it('is taken when it is valid', async () => {
    const withBody = allRoutes.flatMap((route) => (route.body ? [{ route, bodies: arbitraryOf(route.body) }] : []));
    for (const { route, bodies } of withBody) {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const answer = await served.call(route, buildEvent(route, { body: JSON.stringify(body) }));
          expect(answer.statusCode).toBe(route.status);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('is refused when it is some other JSON, and no value of it comes back', async () => {
    const withBody = allRoutes.filter((route) => route.body);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withBody), fc.jsonValue(), async (route, value) => {
        fc.pre(!route.body?.safeParse(value).success);
        const body = JSON.stringify({ outer: value, marker: 'zebra-7' });
        const answer = await served.call(route, buildEvent(route, { body }));
        expect(answer.statusCode).toBe(400);
        expect(answer.body).not.toContain('zebra-7');
      }),
      { numRuns: 200 },
    );
  });
});
