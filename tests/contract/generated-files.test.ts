import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { generatedFiles } from '../../shared/contract/write-openapi.ts';

describe('what is generated from the contract', () => {
  it.each(
    generatedFiles().map(({ file, text }): [string, URL, string] => [
      file.pathname.split('/').at(-1) ?? '',
      file,
      text,
    ]),
  )('%s is up to date (`npm run openapi` writes it)', async (_, file, text) => {
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
