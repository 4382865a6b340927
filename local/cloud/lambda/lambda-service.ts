import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { LogFile } from '../processes/log-file.ts';
import { residentMegabytes } from '../processes/resident-megabytes.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionPool } from './function-pool.ts';
import type { InvocationResult } from './invocation-result.ts';
import type { EnvironmentState, LambdaEnvironment } from './lambda-environment.ts';
import { maxPayloadBytes } from './limits.ts';
import { type ReapingRules, selectToReap } from './select-to-reap.ts';

/** How much of the machine the functions may take together. */
export interface LambdaCapacity {
  /** Processes of all functions together. */
  readonly maxEnvironments: number;
  /** Processes of one function. */
  readonly maxPerFunction: number;
  readonly reaping: ReapingRules;
}

export interface LambdaFolders {
  /** Gets a log file per function. */
  readonly logDir: string;
  /** Where compiled code is kept from one environment to the next. */
  readonly codeCacheDir: string;
}

/** One function process, as the console shows it. */
export interface FunctionProcess {
  readonly name: string;
  readonly pid: number | undefined;
  readonly state: EnvironmentState;
  readonly invocations: number;
  readonly startedAt: string;
}

/** There is no such function, or the event is too large to be sent to one. */
export class InvokeError extends Error {
  readonly code: 'ResourceNotFoundException' | 'RequestTooLargeException';

  constructor(code: InvokeError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const reapIntervalMs = 2_000;

/** The local Lambda: starts, feeds and reaps the environments of all functions within one capacity. */
export class LambdaService {
  readonly #capacity: LambdaCapacity;
  readonly #folders: LambdaFolders;
  readonly #report: (line: string) => void;
  readonly #pools = new Map<string, FunctionPool>();
  readonly #logs = new Map<string, LogFile>();
  readonly #reaper: NodeJS.Timeout;
  #slackOffered = false;

  /** @param report gets one line for every invocation that failed */
  constructor(capacity: LambdaCapacity, folders: LambdaFolders, report: (line: string) => void) {
    this.#capacity = capacity;
    this.#folders = folders;
    this.#report = report;
    this.#reaper = setInterval(() => this.#reap(), reapIntervalMs);
    this.#reaper.unref();
  }

  /** Makes a function known; nothing is started before it is invoked. */
  add(definition: FunctionDefinition): void {
    const log = new LogFile(join(this.#folders.logDir, `${definition.name}.log`));
    this.#logs.set(definition.name, log);
    const pool = new FunctionPool(definition, {
      maxEnvironments: Math.min(definition.reservedConcurrency ?? Infinity, this.#capacity.maxPerFunction),
      codeCacheDir: this.#folders.codeCacheDir,
      makeRoom: () => this.#makeRoom(),
      onSlack: () => this.#offerSlack(),
      onOutput: (text) => log.write(text),
    });
    this.#pools.set(definition.name, pool);
  }

  /**
   * Invokes a function and waits for the result. A function that throws, times out or crashes is a result too.
   *
   * @param target name or ARN
   * @param payload the event as JSON text
   * @param signal ends the waiting, not a handler that runs already
   * @throws InvokeError
   */
  async invoke(target: string, payload: string, signal?: AbortSignal): Promise<InvocationResult> {
    const pool = this.#find(target);
    const bytes = Buffer.byteLength(payload);
    if (bytes > maxPayloadBytes) {
      throw new InvokeError(
        'RequestTooLargeException',
        `${bytes} byte payload is too large (limit ${maxPayloadBytes})`,
      );
    }
    const startMs = Date.now();
    const result = await pool.invoke(randomUUID(), payload, signal);
    this.#writeReport(pool.definition, result, Date.now() - startMs);
    return result;
  }

  /** @param target name or ARN. @throws InvokeError when there is no such function */
  nameOf(target: string): string {
    return this.#find(target).definition.name;
  }

  listProcesses(): FunctionProcess[] {
    return [...this.#pools.values()].flatMap(({ definition, environments }) =>
      environments.map(({ pid, state, invocations, startedAt }) => ({
        name: definition.name,
        pid,
        state,
        invocations,
        startedAt: startedAt.toISOString(),
      })),
    );
  }

  stop(): void {
    clearInterval(this.#reaper);
    for (const pool of this.#pools.values()) pool.stop();
    for (const log of this.#logs.values()) log.close();
  }

  #find(target: string): FunctionPool {
    const name = target.startsWith('arn:') ? (target.split(':')[6] ?? '') : target;
    const pool = this.#pools.get(name);
    if (pool) return pool;
    throw new InvokeError('ResourceNotFoundException', `Function not found: ${target}`);
  }

  #writeReport(
    { name }: FunctionDefinition,
    { requestId, functionError, payload }: InvocationResult,
    ms: number,
  ): void {
    const outcome = functionError ? ` Status: error ${payload.slice(0, 2_000)}` : '';
    this.#logs.get(name)?.write(`REPORT RequestId: ${requestId} Duration: ${ms} ms${outcome}\n`);
    if (functionError) this.#report(`${name} failed: ${payload.slice(0, 300)}`);
  }

  #allEnvironments(): LambdaEnvironment[] {
    return [...this.#pools.values()].flatMap((pool) => pool.environments);
  }

  #makeRoom(): boolean {
    const environments = this.#allEnvironments();
    if (environments.length < this.#capacity.maxEnvironments) return true;
    const idle = environments.filter((environment) => environment.state === 'idle');
    const [longest] = idle.sort((a, b) => a.idleSinceMs - b.idleSinceMs);
    longest?.kill();
    return longest !== undefined;
  }

  /**
   * Whoever waits longest gets what became free. Not at once: an environment that ends to make room for another one
   * must not have its place taken before that one has started.
   */
  #offerSlack(): void {
    if (this.#slackOffered) return;
    this.#slackOffered = true;
    queueMicrotask(() => {
      this.#slackOffered = false;
      this.#advanceWaiting();
    });
  }

  #advanceWaiting(): void {
    const waiting = [...this.#pools.values()].filter((pool) => pool.waitingSinceMs !== undefined);
    waiting.sort((a, b) => (a.waitingSinceMs ?? 0) - (b.waitingSinceMs ?? 0));
    for (const pool of waiting) pool.advance();
  }

  #reap(): void {
    const idle = [...this.#pools.values()].flatMap(({ definition, environments }) =>
      environments
        .filter(({ state }) => state === 'idle')
        .map((environment) => ({
          environment,
          functionName: definition.name,
          idleSinceMs: environment.idleSinceMs,
          megabytes: residentMegabytes(environment.pid ?? 0),
        })),
    );
    for (const { environment } of selectToReap(idle, Date.now(), this.#capacity.reaping)) environment.kill();
  }
}
