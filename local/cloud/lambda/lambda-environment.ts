import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { buildEnvironmentVariables } from './environment-variables.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { failedResult, type InvocationResult } from './invocation-result.ts';
import { initSeconds, maxPayloadBytes } from './limits.ts';
import { RuntimeApi } from './runtime-api.ts';

const bootstrapFile = join(import.meta.dirname, 'bootstrap.js');

/** `starting` until the runtime asks for its first event; `ended` once the process is gone or about to be. */
export type EnvironmentState = 'starting' | 'idle' | 'busy' | 'ended';

/** What the owner of an environment gets to know about it. */
export interface EnvironmentEvents {
  /** It can take the next event. */
  onIdle(environment: LambdaEnvironment): void;
  /** It is gone. `initFailure` makes the result of the invocation that it was started for. */
  onEnded(environment: LambdaEnvironment, initFailure?: (requestId: string) => InvocationResult): void;
  onOutput(text: string): void;
}

interface Running {
  readonly requestId: string;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (result: InvocationResult) => void;
}

/** One execution environment of a function: an operating system process that serves one event at a time. */
export class LambdaEnvironment {
  readonly startedAt = new Date();
  readonly #definition: FunctionDefinition;
  readonly #events: EnvironmentEvents;
  readonly #codeCacheDir: string;
  readonly #api: RuntimeApi;
  #process: ChildProcessByStdio<Writable, Readable, Readable> | undefined;
  #state: EnvironmentState = 'starting';
  #running: Running | undefined;
  #initError: string | undefined;
  #initTimer: NodeJS.Timeout | undefined;
  #invocations = 0;
  #idleSinceMs = Date.now();

  /** @param codeCacheDir where compiled code is kept from one environment to the next */
  constructor(definition: FunctionDefinition, codeCacheDir: string, events: EnvironmentEvents) {
    this.#codeCacheDir = codeCacheDir;
    this.#definition = definition;
    this.#events = events;
    this.#api = new RuntimeApi({
      onNext: () => this.#becomeIdle(),
      onResponse: (requestId, payload, tooLarge) => {
        if (!tooLarge) return this.#finish(requestId, { requestId, payload });
        const message = `Response payload size exceeded maximum allowed payload size (${maxPayloadBytes} bytes).`;
        this.#finish(requestId, failedResult(requestId, 'Function.ResponseSizeTooLarge', message));
      },
      onError: (requestId, payload) => this.#finish(requestId, { requestId, payload, functionError: 'Unhandled' }),
      onInitError: (payload) => {
        this.#initError = payload;
      },
    });
    void this.#start();
  }

  get state(): EnvironmentState {
    return this.#state;
  }
  get pid(): number | undefined {
    return this.#process?.pid;
  }
  get invocations(): number {
    return this.#invocations;
  }
  /** Epoch milliseconds since when it has had nothing to do. */
  get idleSinceMs(): number {
    return this.#idleSinceMs;
  }

  /** Runs the handler on an event. Only for an idle environment; never rejects. */
  invoke(requestId: string, payload: string): Promise<InvocationResult> {
    const { timeoutSeconds, arn } = this.#definition;
    this.#state = 'busy';
    this.#invocations += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
        this.#finish(requestId, failedResult(requestId, 'Sandbox.Timedout', message));
        this.kill();
      }, timeoutSeconds * 1000);
      this.#running = { requestId, timer, resolve };
      this.#api.deliver({
        requestId,
        payload,
        deadlineMs: Date.now() + timeoutSeconds * 1000,
        functionArn: arn,
        traceId: `Root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)};Sampled=0`,
      });
    });
  }

  /** Ends the process at once. */
  kill(): void {
    this.#process?.kill('SIGKILL');
    // Not waiting for the exit: nobody may hand an event to a process that is being killed.
    this.#end('signal: killed');
  }

  async #start(): Promise<void> {
    try {
      const runtimeApi = await this.#api.listen();
      if (this.#state !== 'starting') return this.#api.close();
      const { name, memoryMegabytes, taskRoot } = this.#definition;
      if (taskRoot === undefined) throw new Error('its code is not part of the assembly');
      const stream = `${this.startedAt.toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID()}`;
      const heap = `--max-old-space-size=${memoryMegabytes}`;
      const child = spawn(process.execPath, [heap, `--title=${name}`, bootstrapFile, this.#codeCacheDir], {
        cwd: taskRoot,
        env: buildEnvironmentVariables(this.#definition, runtimeApi, stream),
        stdio: ['pipe', 'pipe', 'pipe'],
        // Its own process group: Ctrl-C in the terminal is for the host, which ends its functions in order.
        detached: true,
      });
      this.#process = child;
      child.stdin.on('error', () => undefined);
      child.stdout.setEncoding('utf8').on('data', (text: string) => this.#events.onOutput(text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => this.#events.onOutput(text));
      child.once('error', (error) => this.#end(error.message));
      child.once('exit', (code, signal) => this.#end(describeExit(code, signal)));
      this.#initTimer = setTimeout(() => this.kill(), initSeconds * 1000);
    } catch (error) {
      this.#end(error instanceof Error ? error.message : String(error));
    }
  }

  #becomeIdle(): void {
    if (this.#state === 'ended') return;
    clearTimeout(this.#initTimer);
    this.#state = 'idle';
    this.#idleSinceMs = Date.now();
    this.#events.onIdle(this);
  }

  /** The environment stays busy until it asks for the next event. */
  #finish(requestId: string, result: InvocationResult): void {
    const running = this.#running;
    if (running?.requestId !== requestId) return;
    this.#running = undefined;
    clearTimeout(running.timer);
    running.resolve(result);
  }

  #end(reason: string): void {
    if (this.#state === 'ended') return;
    const starting = this.#state === 'starting';
    this.#state = 'ended';
    clearTimeout(this.#initTimer);
    this.#api.close();
    const { requestId } = this.#running ?? {};
    const message = `Runtime exited with error: ${reason}`;
    if (requestId !== undefined) this.#finish(requestId, failedResult(requestId, 'Runtime.ExitError', message));
    const initError = this.#initError;
    const initFailure = (id: string): InvocationResult =>
      initError === undefined
        ? failedResult(id, 'Runtime.ExitError', message)
        : { requestId: id, payload: initError, functionError: 'Unhandled' };
    this.#events.onEnded(this, starting ? initFailure : undefined);
  }
}

function describeExit(code: number | null, signal: string | null): string {
  if (signal !== null) return signal === 'SIGKILL' ? 'signal: killed' : `signal: ${signal}`;
  return code === 0 ? 'exit without a reason' : `exit status ${code}`;
}
