// Starts jest on Node 24 with the flag that its ES module mode needs.
// `node tests/run.js unit` runs what needs no server; without an argument everything runs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { requireNode24 } from '../local/require-node-24.js';

requireNode24();

const unitFolders = ['tests/domain', 'tests/contract', 'tests/http', 'tests/worker'];
const [mode, ...rest] = process.argv.slice(2);
const patterns = mode === 'unit' ? unitFolders : mode ? [mode] : [];

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (mode !== 'unit' && !existsSync(chromium)) {
  console.warn(`\n*** BROWSER TESTS ARE LEFT OUT: no Chromium at ${chromium}. Install it or set CHROMIUM_PATH. ***\n`);
}
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const child = spawn(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...patterns, ...rest], {
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
