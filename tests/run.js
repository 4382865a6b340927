// Starts jest on Node 24 with the flag that its ES module mode needs. `node tests/run.js unit` runs what needs no
// running stack; any other arguments go to jest, which takes path patterns.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { requireNode24 } from '../local/require-node-24.js';

requireNode24();

const unitFolders = ['tests/domain', 'tests/contract', 'tests/http', 'tests/worker'];
const [mode, ...rest] = process.argv.slice(2);
const isUnit = mode === 'unit';
const jestArguments = isUnit ? [...unitFolders, ...rest] : process.argv.slice(2);

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (!isUnit && !existsSync(chromium)) {
  console.warn(`\n*** BROWSER TESTS ARE LEFT OUT: no Chromium at ${chromium}. Install it or set CHROMIUM_PATH. ***\n`);
}
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const nodeArguments = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const child = spawn(process.execPath, [...nodeArguments, jest, ...jestArguments], { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
