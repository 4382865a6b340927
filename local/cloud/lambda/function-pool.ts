import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationResult } from './invocation-result.ts';
import { LambdaEnvironment } from './lambda-environment.ts';

/**
 * How long an event waits for a busy environment before a further one is started. AWS starts it at once; on one
 * machine a cold start takes the very processor that the busy ones need, and a young process is several times slower
 * than one whose code has been optimized.
 */
const patienceMs = 250;

/** While events get their turn at this pace, another process would only make all of them slower… */
const paceMs = 100;

/** …up to this wait. */
const longestWaitMs = 4000;

interface Waiting {
  readonly requestId: string;
  readonly payload: string;
  readonly sinceMs: number;
  readonly resolve: (result: InvocationResult) => void;
}

/** What a pool needs from whoever shares the machine between the functions. */
export interface PoolLimits {
  /** Makes room for one more process, if need be at the cost of an idle one; false when there is none to be had. */
  makeRoom(): boolean;
  /** Concurrent environments of this function at most. */
  readonly maxEnvironments: number;
  /** Where compiled code is kept from one environment to the next. */
  readonly codeCacheDir: string;
  /** An environment became idle or ended: somebody else's event may get its place. */
  onSlack(): void;
  onOutput(text: string): void;
}

/** All environments of one function, and the events that wait for one. */
export class FunctionPool {
  readonly #definition: FunctionDefinition;
  readonly #limits: PoolLimits;
  readonly #environments = new Set<LambdaEnvironment>();
  readonly #queue: Waiting[] = [];
  #patience: NodeJS.Timeout | undefined;
  /** Epoch milliseconds at which an event last got its turn. */
  #movedAtMs = 0;
  /** Epoch milliseconds at which an environment was last added to those that work. */
  #grownAtMs = 0;
  #stopped = false;

  constructor(definition: FunctionDefinition, limits: PoolLimits) {
    this.#definition = definition;
    this.#limits = limits;
  }

  get definition(): FunctionDefinition {
    return this.#definition;
  }

  get environments(): readonly LambdaEnvironment[] {
    return [...this.#environments];
  }

  /** Epoch milliseconds since when the oldest event waits; undefined when none does. */
  get waitingSinceMs(): number | undefined {
    return this.#queue[0]?.sinceMs;
  }

  /** Runs the function on an event; waits while all places are taken. An abort only ends the waiting. */
  invoke(requestId: string, payload: string, signal?: AbortSignal): Promise<InvocationResult> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { requestId, payload, sinceMs: Date.now(), resolve };
      this.#queue.push(waiting);
      signal?.addEventListener(
        'abort',
        () => {
          const index = this.#queue.indexOf(waiting);
          if (index >= 0) this.#queue.splice(index, 1);
          reject(signal.reason);
        },
        { once: true },
      );
      this.advance();
    });
  }

  /** Hands waiting events to idle environments and starts another one where waiting does not help. */
  advance(): void {
    for (const environment of this.#environments) {
      if (environment.state === 'idle') this.#handOut(environment);
    }
    if (this.#queue.length === 0 || this.#stopped) return;
    const states = [...this.#environments].map((environment) => environment.state);
    // One at a time: what has piled up behind a cold start is often served by that one process in no time.
    if (states.includes('starting') || states.length >= this.#limits.maxEnvironments) return;
    const sinceMs = Math.max(this.waitingSinceMs ?? 0, this.#grownAtMs);
    const untilMs = Math.min(Math.max(sinceMs + patienceMs, this.#movedAtMs + paceMs), sinceMs + longestWaitMs);
    const leftMs = untilMs - Date.now();
    if (states.length > 0 && leftMs > 0) this.#tryAgainIn(leftMs);
    else if (this.#limits.makeRoom()) this.#startEnvironment();
  }

  /** Ends every environment; waiting events are never answered. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#patience);
    for (const environment of this.#environments) environment.kill();
  }

  #tryAgainIn(delayMs: number): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      this.advance();
    }, delayMs);
  }

  #handOut(environment: LambdaEnvironment): void {
    const next = this.#queue.shift();
    if (!next) return;
    this.#movedAtMs = Date.now();
    void environment.invoke(next.requestId, next.payload).then(next.resolve);
  }

  #startEnvironment(): void {
    const environment = new LambdaEnvironment(this.#definition, this.#limits.codeCacheDir, {
      onIdle: () => {
        if (environment.invocations === 0) this.#grownAtMs = Date.now();
        this.advance();
        if (environment.state === 'idle') this.#limits.onSlack();
      },
      onEnded: (ended, initFailure) => {
        this.#environments.delete(ended);
        // Like in AWS, the invocation that caused the cold start gets to see why it failed.
        const first = initFailure && !this.#stopped ? this.#queue.shift() : undefined;
        if (first && initFailure) first.resolve(initFailure(first.requestId));
        this.advance();
        this.#limits.onSlack();
      },
      onOutput: (text) => this.#limits.onOutput(text),
    });
    this.#environments.add(environment);
  }
}
