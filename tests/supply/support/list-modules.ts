import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildPage } from 'vite';
import { bundleSettings } from '../../../infra/build/bundle-settings.ts';
import { functionNames } from '../../../infra/functions.ts';
import { viteConfig } from '../../../web/vite-config.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Every file that the bundles of the functions are made of, before anything is slimmed: rather too much than too little. */
export async function listFunctionModules(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: functionNames.map((name) => ({ in: `functions/${name}/index.ts`, out: name })),
    absWorkingDir: root,
    outdir: 'nowhere',
    ...bundleSettings,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

/** The same of the page. */
export async function listPageModules(): Promise<string[]> {
  const built = await buildPage({ ...viteConfig, build: { ...viteConfig.build, write: false } });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
}
