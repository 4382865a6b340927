import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import { renderPage } from '../../shared/contract/docs-page/render-page.ts';
import { errorTable } from '../../shared/contract/errors.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import { route } from '../../shared/contract/route.ts';

const html = renderPage(buildOpenApi());

describe('the page of the API', () => {
  it('has an anchor for every route and every error code, and no link that leads nowhere', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const { id, path, summary } of allRoutes) {
      expect(ids).toContain(id);
      expect(html).toContain(path);
      expect(html).toContain(summary.split(' ')[0]);
    }
    for (const code of Object.keys(errorTable)) expect(ids).toContain(`error-${code}`);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('has each anchor once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('runs nothing and loads nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|<form| style=| on\w+=|@import|url\(/i);
    for (const [, address] of html.matchAll(/(?:href|src)="([^"]*)"/g)) expect(address).toMatch(/^(#|\/api\/)/);
    expect(html.match(/<style>/g)).toHaveLength(1);
  });

  it('closes every element that it opens', () => {
    for (const tag of [
      'section',
      'article',
      'table',
      'details',
      'pre',
      'code',
      'p',
      'ul',
      'li',
      'nav',
      'main',
      'div',
    ]) {
      const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
      expect({ tag, opened }).toEqual({ tag, opened: html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0 });
    }
  });

  it('shows text as text', () => {
    const odd = route({
      id: 'odd',
      method: 'GET',
      path: '/api/odd',
      area: 'videos',
      access: 'session',
      summary: '<img src=x onerror=alert(1)> & "quotes" `a<b`',
      query: z.strictObject({ q: z.string().describe('<b>bold</b>').optional() }),
      status: 200,
      output: z.object({ '<i>': z.string().describe('</table>') }),
    });
    const page = renderPage(buildOpenApi([odd]));
    expect(page).not.toMatch(/<img|<b>bold|<i>/);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot; <code>a&lt;b</code>');
  });
});
