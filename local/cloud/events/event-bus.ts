import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { EventRule } from './event-rule.ts';
import { matchEvent } from './match-event.ts';

const Rules = z.array(EventRule);

export interface EventBusOptions {
  /** Keeps the rules, for a restart of the services alone. */
  readonly path: string;
  /** Hands an event to a function in the name of a rule. */
  invoke(functionArn: string, body: string, ruleArn: string): Promise<void>;
}

/**
 * The default event bus. It keeps no events: who puts one in keeps it until every function of every rule has it, so that
 * some may get it twice and none never.
 */
export class EventBus {
  readonly #options: EventBusOptions;
  readonly #known = Promise.withResolvers<void>();
  #rules: readonly EventRule[] = [];

  constructor(options: EventBusOptions) {
    this.#options = options;
    const kept = load(options.path);
    if (!kept) return;
    this.#rules = kept;
    this.#known.resolve();
  }

  /** Replaces all rules. */
  set(rules: readonly EventRule[]): void {
    this.#rules = rules;
    this.#known.resolve();
    writeFileSync(`${this.#options.path}.new`, JSON.stringify(rules));
    renameSync(`${this.#options.path}.new`, this.#options.path);
  }

  /** Resolves when everybody has it. An event that comes before the first deployment has ended waits for its rules. */
  async put(body: string): Promise<void> {
    await this.#known.promise;
    const event: unknown = JSON.parse(body);
    const matching = this.#rules.filter(({ pattern }) => matchEvent(pattern, event));
    const targets = matching.flatMap(({ arn, functionArns }) => functionArns.map((fn) => ({ fn, arn })));
    await Promise.all(targets.map(({ fn, arn }) => this.#options.invoke(fn, body, arn)));
  }
}

function load(path: string): EventRule[] | undefined {
  try {
    return Rules.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // No file yet, or one from another version: the deployment says which rules there are.
    return undefined;
  }
}
