import { build } from 'vite';
import { collectFirstLoad } from './first-load.ts';
import { viteConfig } from './vite-config.ts';

/** Builds the page into a folder: index.html, icon, and `assets/` whose names change with their content. */
export async function buildPage(outDir: string): Promise<void> {
  // Whoever starts the build may have a NODE_ENV of their own, and packages do other things in tests than in a browser.
  process.env.NODE_ENV = 'production';
  await build({ ...viteConfig, build: { ...viteConfig.build, outDir } });
}

if (import.meta.main) {
  await buildPage(new URL('../dist/web', import.meta.url).pathname);
  await collectFirstLoad();
}
