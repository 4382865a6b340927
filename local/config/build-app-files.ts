import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { buildOnce } from './build-once.ts';

const PageBuilder = z.object({ buildPage: z.function({ input: [z.string()], output: z.promise(z.void()) }) });

const root = fileURLToPath(new URL('../..', import.meta.url));
const common = { root, cacheDir: join(root, 'node_modules/.cache/hopper-builds') };

/** Everything that functions are made from: their code, how it is bundled, the files beside it, versions of packages. */
const functions = {
  ...common,
  name: 'functions',
  sources: [
    'functions',
    'shared',
    'infra/build',
    'infra/functions.ts',
    'docs/api.html',
    'docs/openapi.json',
    'package-lock.json',
  ],
  // Loaded only where something is built: that takes its time even so.
  build: async (outDir: string) => (await import('../../infra/build/bundle.ts')).bundleFunctions(outDir),
};

/** The page: its own sources, the contract, the versions of its packages. */
const page = {
  ...common,
  name: 'page',
  sources: ['web', 'shared/contract', 'package-lock.json'],
  build: async (outDir: string) => {
    const builder = new URL('../../web/build.ts', import.meta.url);
    await PageBuilder.parse(await import(builder.href)).buildPage(outDir);
  },
};

/** Puts functions and page where a start needs them. @throws Error when something does not build */
export async function buildAppFiles(into: { readonly functions: string; readonly page: string }): Promise<void> {
  await Promise.all([buildOnce(functions, into.functions), buildOnce(page, into.page)]);
}
