import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A local service in a process of its own, so that it can be killed. */
export interface ServiceProcess {
  url: string;
  /** Fulfilled when it has ended by itself or by a signal. */
  gone: Promise<unknown>;
  /** Ends it the hard way (SIGKILL) and waits until it is gone. */
  kill(): Promise<void>;
}

/** Settings for any SDK client against a local service. */
export function clientConfig(url: string) {
  return {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret-key' },
    maxAttempts: 1,
  };
}

const folders: string[] = [];

/** A fresh folder, removed by `removeFolders`. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopper-cloud-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/**
 * Starts `start` (an expression over the exports of `module`, for example `startSqs({ port: 0, dataDir })`).
 *
 * @param module path from the repository's root.
 */
export async function startProcess(module: string, start: string, dataDir: string): Promise<ServiceProcess> {
  const code = `
    const exported = await import(${JSON.stringify(pathToFileURL(module).href)});
    const dataDir = ${JSON.stringify(dataDir)};
    const service = await exported.${start};
    console.log(service.url);`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return { url: await firstLine(child), gone, kill };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) return text.trim();
  }
  throw new Error('The service ended before it was ready.');
}
