/** Everything that may stand in a string as it is. */
const plain = String.raw`[[\P{Cc}\x7f-\x9f]--["\\]]*`;
const text = String.raw`"${plain}(?:\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4})${plain})*"`;
const value = String.raw`(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+\-]?\d+)?|true|false|null)(?![\w.])`;
/** One token of JSON with the white space before it. */
const token = new RegExp(String.raw`[ \t\r\n]*(?:([\{\}\[\],:])|(${text})|${value})`, 'vy');

/** What may come next: a value, a value or the end of the list, a name, a name or the end of the object, … */
type Expected = 'value' | 'first-item' | 'name' | 'first-name' | 'colon' | 'after-value';

/**
 * Where a text stops being JSON. The engine's own message says so only for some errors, and quotes what was sent.
 * @param json text that JSON.parse has refused
 * @returns line and column, both from 1
 */
export function findJsonError(json: string): { readonly line: number; readonly column: number } {
  const before = json.slice(0, findOffset(json)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function findOffset(json: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let end = 0;
  for (;;) {
    token.lastIndex = end;
    const [found, mark, name] = token.exec(json) ?? [];
    const next: Expected | undefined =
      found === undefined ? undefined : step(expected, mark ?? (name ? 'text' : 'value'), open);
    if (found === undefined || !next) return end + (/^[ \t\r\n]*/.exec(json.slice(end))?.[0].length ?? 0);
    expected = next;
    end += found.length;
  }
}

/** @param open the brackets that wait for their partner @returns undefined when the token may not stand here */
function step(expected: Expected, found: string, open: string[]): Expected | undefined {
  const takesValue = expected === 'value' || expected === 'first-item';
  switch (found) {
    case '{':
    case '[':
      if (takesValue) open.push(found);
      return takesValue ? (found === '{' ? 'first-name' : 'first-item') : undefined;
    case '}':
      return (expected === 'first-name' || expected === 'after-value') && open.pop() === '{'
        ? 'after-value'
        : undefined;
    case ']':
      return (expected === 'first-item' || expected === 'after-value') && open.pop() === '['
        ? 'after-value'
        : undefined;
    case ',':
      if (expected !== 'after-value' || open.length === 0) return undefined;
      return open.at(-1) === '{' ? 'name' : 'value';
    case ':':
      return expected === 'colon' ? 'value' : undefined;
    case 'text':
      return takesValue ? 'after-value' : expected === 'name' || expected === 'first-name' ? 'colon' : undefined;
    default:
      return takesValue ? 'after-value' : undefined;
  }
}
