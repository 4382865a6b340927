import { readdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import { errorTable } from '../../shared/contract/errors.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { jsonOf } from '../http/support/schema-samples.ts';

const names = (routes: readonly RouteSpec[]) => routes.map((route): [string, RouteSpec] => [route.id, route]);
const fieldsOf = (schema: NonNullable<RouteSpec['params']>) => Object.keys(jsonOf(schema).properties ?? {});

/** Whether API Gateway could not tell two paths apart: neither is the more literal one at the first place they differ. */
function areAmbiguous(left: string, right: string): boolean {
  const [a, b] = [left.split('/'), right.split('/')];
  const isParam = (segment: string | undefined) => segment?.startsWith('{') ?? false;
  const overlap = a.length === b.length && a.every((s, i) => s === b[i] || isParam(s) || isParam(b[i]));
  const wins = (x: string[], y: string[]) => x.some((s, i) => !isParam(s) && isParam(y[i]));
  return overlap && wins(a, b) === wins(b, a);
}

describe('the contract', () => {
  it('names every route as its key', () => {
    expect(Object.entries(contract).map(([key, route]) => [key, route.id])).toEqual(
      Object.entries(contract).map(([key]) => [key, key]),
    );
  });

  it('has every method and path once, and none that could mean two routes', () => {
    const clashes = allRoutes.flatMap((a, index) =>
      allRoutes
        .slice(index + 1)
        .filter((b) => a.method === b.method && areAmbiguous(a.path, b.path))
        .map((b) => `${a.id} ${b.id}`),
    );
    expect(clashes).toEqual([]);
  });

  it('mixes no areas in a file, so that a function loads no routes of others', async () => {
    const folder = new URL('../../shared/contract/routes/', import.meta.url);
    for (const file of await readdir(folder)) {
      const module: Record<string, unknown> = await import(new URL(file, folder).href);
      const tables = Object.entries(module).filter(([name]) => name.endsWith('Routes'));
      const areas = new Set(tables.flatMap(([, table]) => Object.values(table as object).map((route) => route.area)));
      expect(areas.size).toBeLessThanOrEqual(1);
    }
  });

  it('gives every error a status and a text', () => {
    for (const { status, message } of Object.values(errorTable)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(message).not.toBe('');
    }
  });
});

describe.each(names(allRoutes))('%s', (_, route) => {
  it('declares exactly the parameters of its path', () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(route.params ? fieldsOf(route.params) : []).toEqual(inPath);
  });

  it('has no body on GET and refuses unknown fields elsewhere', () => {
    if (route.method === 'GET') expect(route.body).toBeUndefined();
    else if (route.body) expect(jsonOf(route.body).additionalProperties).toBe(false);
  });

  it('answers a location when it redirects, and repeats only declared fields in headers', () => {
    const fields = fieldsOf(route.output);
    if (route.status === 302) expect(fields).toEqual(['location']);
    expect(fields).toEqual(expect.arrayContaining(Object.values(route.headers ?? {})));
  });

  it('can keep what its flags promise', () => {
    if (route.queryAsBody) expect([route.query, route.body]).toEqual([undefined, expect.anything()]);
    if (route.pages) expect(fieldsOf(route.query as never)).toContain('cursor');
    if (route.etag === 'version') expect(fieldsOf(route.output)).toContain('version');
    if (route.pages || route.status === 302) expect(route.setsSession).toBeUndefined();
  });

  it('changes nothing in public except who is signed in, and what anybody may ask for', () => {
    // Asks for a mail to whoever owns the address.
    if (route.id === 'forgotPassword') return;
    // Is proved by the secret of a mail's link, and can do nothing but end mails.
    if (route.id === 'unsubscribe') return;
    if (route.access === 'public' && route.method !== 'GET') expect(route.setsSession).toBe(true);
  });
});
