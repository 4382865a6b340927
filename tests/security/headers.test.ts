import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPageHeaders } from '../../infra/edge/page-headers.ts';
import { allRoutes, contract } from '../../shared/contract/contract.ts';
import type { RouteSpec } from '../../shared/contract/route.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** A content security policy by its directives. */
function parsePolicy(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

/** What makes a policy worthless. */
function expectStrict(policy: string): void {
  const directives = parsePolicy(policy);
  const sourcesOf = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*'];
  for (const name of ['script-src', 'worker-src', 'object-src', 'frame-src', 'style-src', 'connect-src', 'font-src']) {
    for (const source of sourcesOf(name)) {
      expect(source).not.toMatch(/unsafe|^\*|^https?:$|^data:|^blob:|strict-dynamic/);
    }
  }
  for (const name of ['base-uri', 'frame-ancestors']) expect(directives.get(name)).toEqual(["'none'"]);
  expect(sourcesOf('object-src')).toEqual(["'none'"]);
  expect(directives.get('form-action')?.every((source) => /^'(?:self|none)'$/.test(source))).toBe(true);
}

it('the page of every stage has a policy without holes', () => {
  const headers = buildPageHeaders('https://bucket.s3.eu-central-1.amazonaws.com');
  expectStrict(headers['content-security-policy']);
  expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
});

it.each([
  "default-src 'self'; script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  "default-src *; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  "default-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'",
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'",
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
])('a policy with a hole is found: %s', (policy) => {
  expect(() => expectStrict(policy)).toThrow();
});

it('nothing on the page needs what the policy forbids', () => {
  const root = new URL('../../web/', import.meta.url).pathname;
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:tsx?|html)$/.test(name),
  );
  const dangerous =
    /dangerouslySetInnerHTML|innerHTML\s*=|outerHTML\s*=|document\.write|insertAdjacentHTML|\beval\(|new Function\(|srcdoc|localStorage\.setItem\([^)]*(?:token|session)|postMessage\(/i;
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((name) => dangerous.test(readFileSync(`${root}${name}`, 'utf8')))).toEqual([]);
  expect(readFileSync(`${root}index.html`, 'utf8')).not.toMatch(/<script(?![^>]*src=)|\son\w+=|javascript:|<style/i);
});

it('links that open another page do not hand this one over', () => {
  const root = new URL('../../web/', import.meta.url).pathname;
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const bad = sources.filter((name) => {
    const links = readFileSync(`${root}${name}`, 'utf8').match(/<a\b[^>]*target="_blank"[^>]*>/g) ?? [];
    return links.some((link) => !/rel="[^"]*no(?:referrer|opener)/.test(link));
  });
  expect(bad).toEqual([]);
});

describe('the running server', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, 180_000);
  afterAll(() => stack?.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(`${stack.url}${path}`, { redirect: 'manual', ...init });

  /** What every answer has, whoever gives it. */
  async function expectSafe(answer: Response): Promise<void> {
    const { headers } = answer;
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toMatch(/^(?:no-referrer|strict-origin-when-cross-origin)$/);
    expectStrict(headers.get('content-security-policy') ?? '');
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'access-control-allow-credentials']) {
      expect(headers.get(name)).toBeNull();
    }
    expect(await answer.text()).not.toMatch(/\bat \S+ \(.*:\d+:\d+\)|node_modules|\/work\/|arn:aws/);
  }

  const pages = [
    '/',
    '/calendar',
    '/destinations',
    '/index.html',
    '/nothing-here',
    '/assets/none.js',
    '/.env',
    '/..%2f..%2fetc/passwd',
  ];
  it.each(pages)('is safe at the page %s', async (path) => {
    await expectSafe(await ask(path, { headers: { accept: 'text/html' } }));
  });

  /** One of each: what a route answers to somebody without a session, and to nonsense. */
  const gets = allRoutes.filter((route) => route.method === 'GET');
  it.each(gets.map((route): [string, RouteSpec] => [route.id, route]))('is safe at %s', async (_, route) => {
    const path = route.path.replace(/\{\w+\}/g, 'youtube');
    const answer = await ask(path);
    expect(answer.headers.get('cache-control')).toMatch(route.raw && answer.ok ? /max-age/ : /no-store/);
    await expectSafe(answer);
  });

  it.each([
    ['a path that does not exist', '/api/nothing', {}],
    ['another method', '/api/videos', { method: 'PATCH' }],
    [
      'a body that is no JSON',
      '/api/auth/login',
      { method: 'POST', body: 'x', headers: { 'content-type': 'application/json' } },
    ],
    ['another type', '/api/auth/login', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
    [
      'too much',
      '/api/auth/login',
      { method: 'POST', body: 'x'.repeat(1_100_000), headers: { 'content-type': 'application/json' } },
    ],
    ['another site', '/api/auth/logout', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }],
    [
      'a preflight of another site',
      '/api/videos',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } },
    ],
    ['a cookie that is none', '/api/videos', { headers: { cookie: 'hopper_session=%00; a=b' } }],
    ['a bearer that is none', '/api/videos', { headers: { authorization: 'Bearer <script>' } }],
  ])('is safe when it refuses %s', async (_, path, init) => {
    const answer = await ask(path, init);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    await expectSafe(answer);
  });

  it('repeats no host, no origin and no path that it was told', async () => {
    const evil = {
      'x-forwarded-host': 'evil.example',
      origin: 'https://evil.example',
      referer: 'https://evil.example/',
    };
    for (const path of ['/', contract.listVideos.path, '/auth/source', '/api/%3Cscript%3Eevil%3C/script%3E']) {
      const answer = await ask(path, { headers: evil });
      expect(`${[...answer.headers.values()].join('\n')}${await answer.text()}`).not.toContain('evil');
    }
  });

  it('keeps its own console to this machine: another site does not reach it through a browser', async () => {
    for (const path of ['/_local/ledger', '/_local/endpoints', '/_local/functions']) {
      const cross = await ask(path, { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } });
      expect(cross.status).toBeGreaterThanOrEqual(400);
    }
  });
});
