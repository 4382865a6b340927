import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { functionNames } from '../../infra/functions.ts';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { compressLarge } from '../../shared/http/compress-large.ts';
import type { HttpAnswer } from '../../shared/http/http-event.ts';
import { buildEvent } from './support/build-event.ts';
import { jsonOf } from './support/schema-samples.ts';

const route = contract.openapi;
const text = JSON.stringify({ words: Array.from({ length: 300 }, (_, index) => `größer ${index}`) });
const unpack = ({ body }: HttpAnswer) => Buffer.from(body, 'base64');

/** What compression makes of an answer. */
async function pass(given: Partial<HttpAnswer>, accepted: string | undefined, asked: RouteSpec = route) {
  const event = buildEvent(asked, { headers: { 'accept-encoding': accepted } });
  const response: HttpAnswer = { statusCode: 200, headers: { etag: '"7"' }, body: text, ...given };
  const request = { event, response } as Parameters<NonNullable<ReturnType<typeof compressLarge>['after']>>[0];
  await compressLarge().after?.(request);
  return response;
}

describe('a large answer', () => {
  it.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0, GZIP;q=0.5'],
  ])('goes out as %s to who takes "%s"', async (encoding, accepted) => {
    const answer = await pass({}, accepted);
    expect(answer.headers).toEqual({ etag: '"7"', vary: 'accept-encoding', 'content-encoding': encoding });
    const bytes = unpack(answer);
    expect((encoding === 'br' ? brotliDecompressSync(bytes) : gunzipSync(bytes)).toString()).toBe(text);
    expect(bytes.length).toBeLessThan(Buffer.byteLength(text) / 3);
  });

  it.each([undefined, '', 'identity', 'zstd, deflate', 'gzip;q=0', 'gzip;q=no', '*'])(
    'stays as it is for "%s"',
    async (accepted) => {
      const answer = await pass({}, accepted);
      expect(answer).toEqual({ statusCode: 200, headers: { etag: '"7"', vary: 'accept-encoding' }, body: text });
    },
  );
});

describe('as it is goes out', () => {
  it.each<[string, Partial<HttpAnswer>]>([
    ['a small one', { body: 'x'.repeat(1023) }],
    ['an error', { statusCode: 404 }],
    ['one that begins or ends a session', { cookies: ['a=b'] }],
  ])('%s', async (_, given) => {
    const answer = await pass(given, 'br');
    expect(answer.headers).toEqual({ etag: '"7"' });
    expect(answer.body).toBe(given.body ?? text);
  });

  it('one to a call that changes something: addresses are signed for it', async () => {
    expect((await pass({}, 'br', contract.addVideo)).body).toBe(text);
  });
});

describe('an area that compresses', () => {
  const sourceOf = (name: string) => readFileSync(new URL(`../../functions/${name}/index.ts`, import.meta.url), 'utf8');
  const areas = functionNames.filter((name) => sourceOf(name).includes('compressLarge()'));

  it('is about things, never about who somebody is', () => {
    expect([...areas].sort()).toEqual(['account', 'drive', 'system', 'videos']);
  });

  it('has no secret in what it lets be read', () => {
    const isRead = (route: RouteSpec) => route.method === 'GET' && areas.some((area) => area === route.area);
    // Google's name of a place in a listing.
    const noSecret = '"nextPageToken":';
    const namesIn = (schema: object) =>
      (JSON.stringify(schema).match(/"\w*(token|csrf|secret|password)\w*":/gi) ?? []).filter(
        (name) => name !== noSecret,
      );
    expect(namesIn(jsonOf(contract.csrf.output))).not.toEqual([]);
    expect(allRoutes.filter((route) => isRead(route) && !route.raw).map(({ id }) => id)).toContain('listVideos');
    for (const route of allRoutes.filter(isRead))
      expect([route.id, namesIn(jsonOf(route.output))]).toEqual([route.id, []]);
  });
});
