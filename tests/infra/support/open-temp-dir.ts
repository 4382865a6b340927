import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that is removed when the `using` block that holds it ends. */
export function openTempDir(): DisposableTempDir {
  return mkdtempDisposableSync(join(tmpdir(), 'hopper-infra-'));
}
