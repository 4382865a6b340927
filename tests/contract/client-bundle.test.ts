import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

describe('the client in a page', () => {
  it('brings no schema along and stays under 2.6 KiB', async () => {
    const entry = fileURLToPath(new URL('../../shared/contract/client.ts', import.meta.url));
    const { outputFiles, metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    expect(Object.keys(metafile.inputs).filter((file) => /node_modules|routes\//.test(file))).toEqual([]);
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(2.6 * 1024);
  });
});
