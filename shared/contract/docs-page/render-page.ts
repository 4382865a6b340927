import { errorTable } from '../errors.ts';
import { ApiDocument } from './document.ts';
import { escapeHtml, jsonBlock, prose, table } from './html.ts';
import { pageStyle } from './page-style.ts';
import { renderOperation } from './render-operation.ts';

/**
 * The API as one HTML page: no script, nothing from another host, an anchor for every route and every error code.
 * @param input the OpenAPI document
 */
export function renderPage(input: unknown): string {
  const document = ApiDocument.parse(input);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const sections = document.tags.map(({ name, description }) => ({
    name,
    description,
    routes: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const links = sections.map(
    ({ name, routes }) =>
      `<b>${escapeHtml(name)}</b><ul>${routes
        .map(({ operation: { operationId, summary } }) => link(`#${operationId}`, operationId, summary))
        .join('\n')}</ul>`,
  );
  const articles = sections.map(({ name, description, routes }) =>
    [
      `<section><h2 id="${escapeHtml(name)}">${escapeHtml(name)}</h2><p>${prose(`${description}.`)}</p>`,
      ...routes.map(({ method, path, operation }) => renderOperation(method, path, operation, document)),
      '</section>',
    ].join('\n'),
  );
  const title = `${document.info.title} API`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${pageStyle}</style></head><body>`,
    `<nav aria-label="Routes"><p><b>${escapeHtml(title)}</b></p>${links.join('\n')}<b>errors</b><ul>${link('#errors', 'All codes', '')}</ul></nav>`,
    `<main><h1>${escapeHtml(title)}</h1>`,
    renderIntroduction(document),
    ...articles,
    renderErrorCodes(document),
    '</main></body></html>',
    '',
  ].join('\n');
}

function link(href: string, text: string, title: string): string {
  return `<li><a href="${escapeHtml(href)}"${title ? ` title="${escapeHtml(title)}"` : ''}>${escapeHtml(text)}</a></li>`;
}

function renderIntroduction({ components: { securitySchemes } }: ApiDocument): string {
  const ways = Object.entries(securitySchemes).map(([name, { description }]) => [escapeHtml(name), prose(description)]);
  return [
    '<p>Upload a video once; Hopper posts it to your platforms, never twice and never lost. ',
    'The same as a machine reads it: <a href="/api/openapi.json">/api/openapi.json</a>.</p>',
    '<h2 id="access">Access</h2>',
    table(['Way in', 'How'], ways),
    '<p>A program:</p>',
    `<pre><code>${escapeHtml('curl https://hopper.example.com/api/videos -H "Authorization: Bearer hop_…"')}</code></pre>`,
  ].join('\n');
}

function renderErrorCodes({ components: { examples } }: ApiDocument): string {
  const rows = Object.entries(errorTable).map(([code, { status, message }]) => [
    `<code id="error-${code}">${code}</code>`,
    String(status),
    prose(message),
  ]);
  return [
    '<section><h2 id="errors">errors</h2><p>Every error has this one shape; <code>details</code> names the fields that are wrong.</p>',
    jsonBlock(examples.invalid_input?.value),
    table(['Code', 'Status', 'Meaning'], rows),
    '</section>',
  ].join('\n');
}
