import { describe, expect, it } from '@jest/globals';
import { findJsonError } from '../../shared/http/find-json-error.ts';
import fc from '../support/fast-check.ts';

describe('where JSON is wrong', () => {
  it.each([
    ['', 1, 1],
    ['not json', 1, 1],
    ['{"a":1,}', 1, 8],
    ['{"a":}', 1, 6],
    ['{"a" 1}', 1, 6],
    ['{"a":1 "b":2}', 1, 8],
    ['{\n  "title": "x",\n  visibility: "public"\n}', 3, 3],
    ['{"a":"b', 1, 6],
    ['{"a":"\t"}', 1, 6],
    ['{"a":"\\x"}', 1, 6],
    ['[1,2', 1, 5],
    ['[1,2}', 1, 5],
    ['[01]', 1, 2],
    ['[1]  x', 1, 6],
    ['{"a":tru}', 1, 6],
    ["{'a':1}", 1, 2],
    ['{"a":NaN}', 1, 6],
    ['[".5", .5]', 1, 8],
    ['[1.]', 1, 2],
    ['{"a":"\u007f\u0080é𝄞", "b"}', 1, 18],
  ])('finds it in %j', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonError(text)).toEqual({ line, column });
  });

  it('takes whatever the engine takes up to the end', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(findJsonError(json)).toEqual({ line: 1, column: json.length + 1 });
      }),
    );
  });

  it('never points behind the place where the engine cannot go on, and is done with a megabyte', () => {
    const cut = fc.json({ maxDepth: 3 }).chain((json) => fc.tuple(fc.constant(json), fc.nat(json.length)));
    fc.assert(
      fc.property(cut, fc.string({ minLength: 1, maxLength: 3 }), ([json, at], insert) => {
        const broken = `${json.slice(0, at)}${insert}${json.slice(at)}`.replaceAll('\n', ' ');
        fc.pre(!isJson(broken));
        expect(findJsonError(broken).column).toBeLessThanOrEqual(broken.length + 1);
      }),
    );
    expect(findJsonError(`"${'\\n'.repeat(500_000)}`).column).toBe(1);
    expect(findJsonError('['.repeat(1_000_000)).column).toBe(1_000_001);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
