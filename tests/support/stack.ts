import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { Usage } from '../../local/cloud/meter/call-meter.ts';
import { freePort } from './free-port.ts';

const LedgerRow = z.looseObject({
  platform: z.string(),
  account: z.string(),
  kind: z.string(),
  remoteId: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  privacy: z.string().nullable(),
  publishAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

const FunctionProcess = z.object({
  name: z.string(),
  pid: z.number(),
  state: z.enum(['starting', 'idle', 'busy', 'ended']),
  invocations: z.number(),
  startedAt: z.string(),
});
export type FunctionProcess = z.infer<typeof FunctionProcess>;

const Endpoints = z.object({
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  services: z.record(z.string(), z.string()),
  redis: z.string(),
  simulatedPlatforms: z.string(),
});

/** A Hopper that was started as a person starts it, on a port and a data folder of its own. */
export interface Stack {
  /** `http://localhost:<port>`; the same after a restart. */
  readonly url: string;
  readonly dataDir: string;
  /** Process id of the host. */
  pid(): number;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Ends it with SIGTERM and resolves with its exit code; the data folder is deleted. */
  stop(): Promise<number | null>;
  /** Resolves when the host has ended, with its exit code. */
  exitCode(): Promise<number | null>;
  /** Ends it with SIGTERM and starts it again on the same data. */
  restart(): Promise<void>;
  /** Kills the host with -9. */
  kill9(): Promise<void>;
  /** Starts it again after `kill9`. */
  start(): Promise<void>;
  /** Everything that exists at the simulated platforms. */
  ledger(): Promise<LedgerRow[]>;
  functions(): Promise<FunctionProcess[]>;
  /** Replaces all fault rules, of platforms and of the local AWS. */
  faults(rules: readonly object[], seed?: number): Promise<void>;
  /** Moves the clock of the simulated platforms. */
  advanceClock(seconds: number): Promise<void>;
  endpoints(): Promise<z.infer<typeof Endpoints>>;
  /**
   * Has the sweeper run now, as `aws lambda invoke` would, and not only within the minute.
   * @returns whether the run went well
   */
  sweep(): Promise<boolean>;
  /** Calls of functions to AWS since the last call of this; units only with HOPPER_METER=1. */
  takeUsage(): Promise<Usage[]>;
}

export interface StackOptions {
  /** Variables beside PORT, HOPPER_DATA_DIR, SIM_AUTO_CONSENT=1 and SIM_DEMO_FILES=0. */
  readonly env?: Readonly<Record<string, string>>;
}

const program = join(import.meta.dirname, '../../local/main.js');

interface Running {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
}

function spawnHopper(environment: NodeJS.ProcessEnv, note: (line: string) => void): Running {
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', note);
  const exited = once(child, 'exit').then(() => child.exitCode);
  return { child, exited };
}

async function callJson(url: string, method = 'GET', body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Starts Hopper and resolves when it has printed that it is ready. */
export async function startStack({ env = {} }: StackOptions = {}): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hopper-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    ...process.env,
    // Neither jest's flags nor the developer's own settings belong to the program under test.
    NODE_OPTIONS: '',
    HOPPER_ENV_FILE: '/dev/null',
    PORT: String(port),
    HOPPER_DATA_DIR: dataDir,
    SIM_AUTO_CONSENT: '1',
    SIM_DEMO_FILES: '0',
    ...env,
  };
  const lines: string[] = [];
  let running: Running | undefined;

  const start = async () => {
    const ready = Promise.withResolvers<void>();
    running = spawnHopper(environment, (line) => {
      lines.push(line);
      if (line.startsWith('ready ')) ready.resolve();
    });
    const ended = running.exited.then((code) => {
      throw new Error(`Hopper ended with ${code}: ${lines.join('\n')}`);
    });
    ended.catch(() => undefined);
    await Promise.race([ready.promise, ended]);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    running?.child.kill(signal);
    return (await running?.exited) ?? null;
  };

  await start();
  return {
    url,
    dataDir,
    pid: () => running?.child.pid ?? 0,
    output: () => lines.join('\n'),
    start,
    stop: async () => {
      const code = await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      return code;
    },
    exitCode: async () => (await running?.exited) ?? null,
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    kill9: async () => {
      await end('SIGKILL');
    },
    ledger: async () => z.array(LedgerRow).parse(await callJson(`${url}/_local/ledger`)),
    functions: async () => z.array(FunctionProcess).parse(await callJson(`${url}/_local/functions`)),
    faults: async (rules, seed = 1) => {
      await callJson(`${url}/_local/faults`, 'POST', { seed, rules });
    },
    advanceClock: async (seconds) => {
      await callJson(`${url}/_local/clock`, 'POST', { advanceSeconds: seconds });
    },
    takeUsage: async () => {
      const usage = z.array(Usage).parse(await callJson(`${url}/_local/usage`));
      await callJson(`${url}/_local/usage`, 'DELETE');
      return usage;
    },
    endpoints: async () => Endpoints.parse(await callJson(`${url}/_local/endpoints`)),
    sweep: async () => {
      const { services } = Endpoints.parse(await callJson(`${url}/_local/endpoints`));
      const invoke = `${services.lambda}/2015-03-31/functions/hopper-local-sweeper/invocations`;
      const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=local' };
      const answer = await fetch(invoke, { method: 'POST', headers, body: '{}' });
      return answer.ok && !answer.headers.has('x-amz-function-error');
    },
  };
}
