export type XmlValue = string | number | boolean | XmlFields | readonly XmlFields[] | undefined;
export type XmlFields = { readonly [name: string]: XmlValue };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Writes an S3 answer. An array repeats its element, `undefined` leaves it out. */
export function writeXml(root: string, fields: XmlFields): string {
  return `${declaration}<${root} xmlns="${namespace}">${writeFields(fields)}</${root}>`;
}

/** Error documents are the one kind without the S3 namespace. */
export function writeErrorXml(fields: XmlFields): string {
  return `${declaration}<Error>${writeFields(fields)}</Error>`;
}

function writeFields(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => writeField(name, value))
    .join('');
}

function writeField(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => writeField(name, item)).join('');
  if (typeof value === 'object') return `<${name}>${writeFields(value)}</${name}>`;
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function isList(value: XmlValue): value is readonly XmlFields[] {
  return Array.isArray(value);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// Keys may hold control characters; S3 writes them as character references.
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to escape
  return text.replace(/[&<>"\u0000-\u001f]/g, (c) => entities[c] ?? `&#x${c.charCodeAt(0).toString(16)};`);
}
