import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

const buildProgram = join(import.meta.dirname, 'build-main.ts');

/** Runs the build in a process of its own. An abort ends it. */
export function runBuild(dataDir: string, origin: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [buildProgram, dataDir, origin], {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('error', (error) => reject(new StartError(`The build did not run: ${error.message}`)));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new StartError(`The build failed: ${errors.trim()}`));
    });
  });
}
