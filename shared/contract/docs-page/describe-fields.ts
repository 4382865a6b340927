import { escapeHtml, prose } from './html.ts';

type Json = Readonly<Record<string, unknown>>;

/** Deeper ones are read in the document itself. */
const deepest = 3;

/**
 * The fields of a schema as rows of a table: name with its path, type, meaning and limits.
 * @param schemas named shapes of the document
 */
export function describeFields(schema: unknown, schemas: Json, path = '', depth = 0): string[][] {
  const json = follow(schema, schemas);
  const items = follow(json.items, schemas);
  if (json.type === 'array' && items.type === 'object') return describeFields(items, schemas, `${path}[]`, depth);
  const required = new Set(Array.isArray(json.required) ? json.required : []);
  return Object.entries(objectOf(json.properties)).flatMap(([name, field]) => {
    const inner = follow(field, schemas);
    const full = path ? `${path}.${name}` : name;
    const row = [
      `<code>${escapeHtml(full)}</code>${required.has(name) ? '' : ' <small>optional</small>'}`,
      escapeHtml(typeOf(inner, schemas)),
      [describe(field), limitsOf(inner)].filter(Boolean).join(' '),
    ];
    return [row, ...(depth < deepest ? describeFields(firstShape(inner, schemas), schemas, full, depth + 1) : [])];
  });
}

/** A type in one word or two. */
export function typeOf(schema: unknown, schemas: Json): string {
  const json = follow(schema, schemas);
  const options = optionsOf(json);
  if (options.length > 0) return [...new Set(options.map((option) => typeOf(option, schemas)))].join(' or ');
  if (json.const !== undefined) return JSON.stringify(json.const);
  if (Array.isArray(json.type)) return json.type.join(' or ');
  if (json.type === 'array') return `list of ${typeOf(json.items, schemas)}`;
  return `${json.type ?? 'any'}${json.format ? ` (${json.format})` : ''}`;
}

/** What a schema allows, as far as it can be said in a line. */
export function limitsOf(json: Json): string {
  const values = Array.isArray(json.enum) ? json.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`) : [];
  const words: readonly [string, unknown][] = [
    ['At least', json.minimum],
    ['At most', json.maximum],
    ['Characters at least', json.minLength],
    ['Characters at most', json.maxLength],
    ['Items at most', json.maxItems],
    ['Default', json.default],
  ];
  const limits = words
    .filter(([, value]) => value !== undefined)
    .map(([word, value]) => `${word}: ${JSON.stringify(value)}`);
  return [...(values.length > 0 ? [values.join(', ')] : []), ...limits.map(escapeHtml)].join('; ');
}

function describe(schema: unknown): string {
  const { description } = objectOf(schema);
  return typeof description === 'string' ? `${prose(description)}.`.replace(/([.:;])\.$/, '$1') : '';
}

function firstShape(json: Json, schemas: Json): unknown {
  return optionsOf(json).find((option) => ['object', 'array'].includes(String(follow(option, schemas).type))) ?? json;
}

function optionsOf(json: Json): unknown[] {
  const options = json.anyOf ?? json.oneOf;
  return Array.isArray(options) ? options : [];
}

/** A shape, or the named one that it points to. */
function follow(schema: unknown, schemas: Json): Json {
  const json = objectOf(schema);
  return typeof json.$ref === 'string' ? objectOf(schemas[json.$ref.split('/').at(-1) ?? '']) : json;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
