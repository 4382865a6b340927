import { createHash } from 'node:crypto';
import { transformSync, version } from 'esbuild';

/** Jest transformer: types away, import order and line numbers kept, nothing else changed. */
export default {
  process: (source, file) =>
    transformSync(source, { loader: 'ts', format: 'esm', target: 'node24', sourcemap: 'inline', sourcefile: file }),
  getCacheKey: (source, file) => createHash('sha256').update(`${version}\0${file}\0${source}`).digest('hex'),
};
