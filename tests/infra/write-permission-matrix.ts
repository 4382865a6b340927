import { writeFileSync } from 'node:fs';
import { renderPermissionMatrix } from './support/permission-matrix.ts';
import { synthesize } from './support/synthesize.ts';

writeFileSync(new URL('permission-matrix.md', import.meta.url), renderPermissionMatrix(synthesize('dev')));
