import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../../local/main.js');

/** Runs Hopper until it ends by itself, which it does only when it cannot start. */
export function runHopper(
  env: Readonly<Record<string, string>>,
  node = process.execPath,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, NODE_OPTIONS: '', HOPPER_ENV_FILE: '/dev/null', PORT: '0', ...env };
    const child = spawn(node, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const note = (text: string) => {
      output += text;
      if (!text.startsWith('ready ')) return;
      child.kill('SIGKILL');
      reject(new Error('Hopper started, which it should not have'));
    };
    child.stdout.setEncoding('utf8').on('data', note);
    child.stderr.setEncoding('utf8').on('data', note);
    child.once('exit', (code) => resolve({ code, output }));
  });
}
