import { describeFields, limitsOf, typeOf } from './describe-fields.ts';
import type { ApiDocument, Operation, Parameter } from './document.ts';
import { escapeHtml, jsonBlock, prose, table } from './html.ts';

/** One route of the page, under an anchor named like its operation id. */
export function renderOperation(method: string, path: string, operation: Operation, document: ApiDocument): string {
  const { operationId, summary, description } = operation;
  return [
    `<article id="${escapeHtml(operationId)}">`,
    `<h3><a href="#${escapeHtml(operationId)}"><span class="method">${method.toUpperCase()}</span> ${escapeHtml(path)}</a></h3>`,
    `<p>${prose(`${summary}.`)}</p>`,
    ...(description ? [`<p>${prose(description)}</p>`] : []),
    `<p class="soft">${prose(describeAccess(operation))}</p>`,
    renderParameters(operation.parameters, document),
    renderRequest(operation, document),
    ...Object.entries(operation.responses).map(([status, answer]) =>
      Number(status) < 400 ? renderSuccess(status, answer, document) : '',
    ),
    renderErrors(operation, document),
    '</article>',
  ]
    .filter(Boolean)
    .join('\n');
}

function describeAccess({ security }: Operation): string {
  if (security.length === 0) return 'Public: anyone may call.';
  const scope = security.flatMap((way) => way.token ?? [])[0];
  const who = security.some((way) => Object.keys(way).length === 0) ? 'With or without a session' : 'Needs a session';
  return `${who}${scope ? `, or an API token with the scope \`${scope}\`` : '; takes no API token'}.`;
}

function renderParameters(given: readonly Parameter[], { components }: ApiDocument): string {
  const rows = given.map((parameter) => {
    const named = parameter.$ref ? components.parameters[parameter.$ref.split('/').at(-1) ?? ''] : parameter;
    const { name = '', in: place = '', required = false, schema = {}, example, description = '' } = named ?? {};
    const told = Object(schema).description;
    const words = [description || (typeof told === 'string' ? told : ''), ''].join('');
    return [
      `<code>${escapeHtml(name)}</code>${required ? '' : ' <small>optional</small>'}`,
      escapeHtml(`${place}, ${typeOf(schema, components.schemas)}`),
      [
        prose(words),
        limitsOf({ ...Object(schema) }),
        example === undefined ? '' : `e. g. <code>${escapeHtml(String(example))}</code>`,
      ]
        .filter(Boolean)
        .join(' '),
    ];
  });
  return table(['Parameter', 'Where', 'Meaning'], rows);
}

function renderRequest({ requestBody }: Operation, { components }: ApiDocument): string {
  const body = requestBody?.content['application/json'];
  if (!body) return '';
  const fields = table(['Field', 'Type', 'Meaning'], describeFields(body.schema, components.schemas));
  return `<h4>Body</h4>\n${jsonBlock(body.example)}\n<details><summary>Fields</summary>${fields}</details>`;
}

function renderSuccess(status: string, answer: Operation['responses'][string], { components }: ApiDocument): string {
  const headers = Object.entries(answer.headers ?? {}).map(([name, { description = '' }]) => [
    `<code>${escapeHtml(name)}</code>`,
    prose(description),
  ]);
  const json = answer.content?.['application/json'];
  const fields = json ? table(['Field', 'Type', 'Meaning'], describeFields(json.schema, components.schemas)) : '';
  return [
    `<h4>${status} ${escapeHtml(answer.description)}</h4>`,
    table(['Header', 'Meaning'], headers),
    ...(json?.example === undefined ? [] : [jsonBlock(json.example)]),
    ...(fields ? [`<details><summary>Fields</summary>${fields}</details>`] : []),
  ].join('\n');
}

function renderErrors({ responses }: Operation, { components }: ApiDocument): string {
  const rows = Object.entries(responses).flatMap(([status, { content }]) =>
    Object.keys(content?.['application/json']?.examples ?? {}).map((code) => [
      status,
      `<a href="#error-${code}"><code>${code}</code></a>`,
      prose(String(Object(Object(components.examples[code]?.value).error).message ?? '')),
    ]),
  );
  return `<details><summary>Errors</summary>${table(['Status', 'Code', 'Meaning'], rows)}</details>`;
}
