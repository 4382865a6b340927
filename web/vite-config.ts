import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

/** How the page is built. Its files are named by their content, so that browsers may keep them for ever. */
export const viteConfig = {
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    manifest: true,
    emptyOutDir: true,
    // A picture or style inside of the document would need a weaker content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Packages say "use client" for frameworks that render on a server, which this page does not.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
} satisfies InlineConfig;
