import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { buildEvent } from '../http/support/build-event.ts';
import { expectError } from '../http/support/expect-answer.ts';
import { jsonOf, sampleOf } from '../http/support/schema-samples.ts';
import { serveContract } from '../http/support/serve-contract.ts';
import { hostileList } from './support/hostile-addresses.ts';

type Json = z.core.JSONSchema.BaseSchema;
type Path = readonly string[];

/** Every place in a schema where an address may stand. */
function addressesIn(json: Json, path: Path = []): Path[] {
  if (json.format === 'uri') return [path];
  const options = [...(json.anyOf ?? []), ...(json.allOf ?? []), ...(json.oneOf ?? [])];
  return [
    ...options.flatMap((option) => addressesIn(option as Json, path)),
    ...Object.entries(json.properties ?? {}).flatMap(([name, value]) => addressesIn(value as Json, [...path, name])),
    ...(json.items ? addressesIn(json.items as Json, [...path, '0']) : []),
  ];
}

/** Every name that sounds like an address, wherever it is. */
function namesIn(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return [];
  const { properties } = json as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(json).flatMap(namesIn)];
}

const withBody = allRoutes.filter((route) => route.body);
const places = withBody.flatMap((route) =>
  addressesIn(jsonOf(route.body as z.ZodType)).map((path): [string, RouteSpec, Path] => [
    `${route.id} ${path.join('.')}`,
    route,
    path,
  ]),
);
const served = serveContract();

/** A good body with an address in it. */
function bodyWith(route: RouteSpec, path: Path, address: string): string {
  const inner = path.reduceRight<unknown>((value, name) => (name === '0' ? [value] : { [name]: value }), address);
  const good = required[route.id] ?? (sampleOf(route.body as z.ZodType) as object);
  return JSON.stringify({ ...good, ...(inner as object) });
}

/** What must be there beside the address. */
const required: Readonly<Record<string, object>> = { decidePost: { decision: 'published' } };

it('there are as many addresses to try as the lists say', () => {
  expect(hostileList.length).toBeGreaterThanOrEqual(80);
  expect(new Set(hostileList.map(([, address]) => address)).size).toBe(hostileList.length);
});

it('all places for an address are known to be some', () => {
  expect(places.map(([name]) => name)).toEqual(
    expect.arrayContaining(['setInstagramSettings cover_url', 'updateVideo instagram.cover_url', 'decidePost url']),
  );
  const declared = new Set(places.map(([, , path]) => path.at(-1)));
  const sounding = withBody.flatMap((route) => namesIn(jsonOf(route.body as z.ZodType)));
  const undeclared = sounding.filter((name) => /url|uri|href|webhook|callback/i.test(name) && !declared.has(name));
  expect(undeclared).toEqual([]);
});

it('no query takes an address, so that nothing can be opened or led to by a link', () => {
  const queries = allRoutes.flatMap((route) => (route.query ? [[route.id, jsonOf(route.query)] as const] : []));
  expect(queries.filter(([, json]) => addressesIn(json).length > 0)).toEqual([]);
  const names = queries.flatMap(([, json]) => namesIn(json));
  expect(names.filter((name) => /url|uri|href|next|return|redirect|continue|back$/i.test(name))).toEqual([]);
});

describe.each(places)('%s', (_, route, path) => {
  const send = (address: string) => served.call(route, buildEvent(route, { body: bodyWith(route, path, address) }));

  it.each(hostileList.map(([group, address]) => [group, address.slice(0, 60), address]))(
    'refuses %s: %j',
    async (_group, _shown, address) => {
      const { details } = expectError(await send(address), 'invalid_input');
      expect(details?.map((problem) => problem.path)).toContain(path.join('.'));
    },
  );

  it.each([
    'https://example.com/a.jpg',
    'https://cdn.example.co.uk/%C3%A9.jpg?size=1#x',
    'https://xn--bcher-kva.example/a.jpg',
    'https://my_bucket.s3.amazonaws.com/a.jpg',
    'https://local.example.com/a.jpg',
    'https://10.example.com/a.jpg',
  ])('takes %s', async (address) => {
    expect((await send(address)).statusCode).toBe(route.status);
  });
});

it.each([
  ['https://EXAMPLE.com/ä b', 'https://example.com/%C3%A4%20b'],
  [' https://example.com/x\ty.jpg\n', 'https://example.com/xy.jpg'],
  ['https:\\\\example.com\\..\\a.jpg', 'https://example.com/a.jpg'],
])('%j is handed on as everybody reads it', async (given, meant) => {
  const inputs: unknown[] = [];
  const [, route, path] = places.find(([name]) => name === 'decidePost url') ?? [];
  if (!route || !path) throw new Error('No such place.');
  const watched = serveContract(() => async (input) => {
    inputs.push(input);
    throw new Error('enough');
  });
  await watched.call(route, buildEvent(route, { body: bodyWith(route, path, given) }));
  expect(inputs).toMatchObject([{ body: { url: meant } }]);
});
