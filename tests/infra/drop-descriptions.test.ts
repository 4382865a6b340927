import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { transformSync } from 'esbuild';
import { withoutDescriptions } from '../../infra/build/drop-descriptions.ts';

const contract = join(import.meta.dirname, '../../shared/contract');
const files = ['routes', 'settings'].flatMap((folder) =>
  readdirSync(join(contract, folder)).map((name) => join(contract, folder, name)),
);

describe('descriptions', () => {
  it('are left out, and nothing else', () => {
    const source = `a: z\n  .string()\n  .describe('It\\'s for, people'),\n  summary: 'Adds (one)',\n  x: 'description: y',\n`;
    expect(withoutDescriptions(source)).toBe(`a: z\n  .string(),\n  x: 'description: y',\n`);
  });

  it('that are put together at run time stay', () => {
    const source = ".describe(list.join(', '))";
    expect(withoutDescriptions(source)).toBe(source);
  });

  it.each(files)('%s is still a program, without them', (path) => {
    const rest = withoutDescriptions(readFileSync(path, 'utf8'));
    expect(() => transformSync(rest, { loader: 'ts' })).not.toThrow();
    expect(rest).not.toMatch(/\.describe\(\s*'|\n\s+(summary|description):\s*'/);
  });
});
