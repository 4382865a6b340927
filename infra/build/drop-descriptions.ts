import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const line = String.raw`'(?:[^'\\\n]|\\.)*'`;
const text = String.raw`${line}(?:\s*\+\s*${line})*`;
const describeCall = new RegExp(String.raw`\s*\.describe\(\s*${text},?\s*\)`, 'g');
const wordsOfRoute = new RegExp(String.raw`\n\s*(?:summary|description):\s*${text},(?=\n)`, 'g');

/** Leaves out what the contract says to people: its documentation is written when Hopper is built, not when it runs. */
export const dropDescriptions: Plugin = {
  name: 'drop-descriptions',
  setup(build) {
    build.onLoad({ filter: /shared\/contract\/(routes|settings)\// }, async ({ path }) => ({
      contents: withoutDescriptions(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** @param source of a file of the contract. Texts that are put together at run time stay. */
export function withoutDescriptions(source: string): string {
  return source.replaceAll(describeCall, '').replaceAll(wordsOfRoute, '');
}
