export type XmlElement = { name: string; children: XmlElement[]; text: string };

export class XmlSyntaxError extends Error {}

const maxDepth = 16;
const token =
  /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)/y;

/**
 * Parses the small XML documents of the S3 API: elements and text. Attributes are skipped, namespace prefixes dropped,
 * and a document type (the way to entity bombs) is refused.
 *
 * @throws XmlSyntaxError
 */
export function parseXml(source: string): XmlElement {
  const top: XmlElement = { name: '', children: [], text: '' };
  const open: XmlElement[] = [top];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (!match) throw new XmlSyntaxError('unexpected characters');
    takeToken(match, open);
  }
  const root = top.children[0];
  if (open.length !== 1 || !root || top.children.length > 1 || top.text.trim() !== '') {
    throw new XmlSyntaxError('not one closed root element');
  }
  return root;
}

function takeToken(match: RegExpExecArray, open: XmlElement[]): void {
  const [, close, name, , selfClosing, cdata, text] = match;
  const parent = open.at(-1);
  if (!parent) throw new XmlSyntaxError('too many closing tags');
  if (text !== undefined) parent.text += decodeEntities(text);
  else if (cdata !== undefined) parent.text += cdata;
  else if (name !== undefined && close) closeElement(open, localName(name));
  else if (name !== undefined) {
    const element = { name: localName(name), children: [], text: '' };
    parent.children.push(element);
    if (!selfClosing) open.push(element);
    if (open.length > maxDepth) throw new XmlSyntaxError('nested too deeply');
  }
}

function closeElement(open: XmlElement[], name: string): void {
  if (open.length < 2 || open.pop()?.name !== name) throw new XmlSyntaxError(`unexpected </${name}>`);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g, (all, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? fail(all);
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : fail(all);
  });
}

function fail(entity: string): never {
  throw new XmlSyntaxError(`unknown entity ${entity}`);
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function textsOf(element: XmlElement, name: string): string[] {
  return childrenNamed(element, name).map((child) => child.text.trim());
}

export function textOf(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}
