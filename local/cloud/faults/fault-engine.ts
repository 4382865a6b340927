import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { drawRandom } from './draw-random.ts';
import { type CallFault, type FaultRule, type FaultService, type FaultSet, FaultState } from './fault-rule.ts';

const noFaults: FaultState = { seed: 1, random: 1, rules: [] };

function load(path: string): FaultState {
  try {
    return FaultState.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // No file yet, or one from another version: there are no faults.
    return noFaults;
  }
}

/** Decides which calls to the local AWS go wrong. Counts are kept in a file: a restart repeats no one-time fault. */
export class FaultEngine {
  readonly #path: string;
  #state: FaultState;

  constructor(path: string) {
    this.#path = path;
    this.#state = load(path);
  }

  get state(): FaultState {
    return this.#state;
  }

  /** Replaces all rules and starts counting anew. */
  set({ seed, rules }: FaultSet): void {
    this.#save({ seed, random: seed, rules: rules.map((rule) => ({ rule, matched: 0, fired: 0 })) });
  }

  /** What is to go wrong with this call; undefined when nothing is. */
  takeCallFault(service: FaultService, operation: string): CallFault | undefined {
    const struck = this.#strike(service, operation, (rule) => rule.kind !== 'duplicate');
    return struck.length === 0 ? undefined : Object.assign({}, ...struck.map(toCallFault));
  }

  /** Whether a message that is just received is to be delivered a second time. */
  takeDuplicate(): boolean {
    return this.#strike('sqs', 'ReceiveMessage', (rule) => rule.kind === 'duplicate').length > 0;
  }

  #strike(service: FaultService, operation: string, concerns: (rule: FaultRule) => boolean): FaultRule[] {
    const struck: FaultRule[] = [];
    let { random } = this.#state;
    let changed = false;
    const rules = this.#state.rules.map((entry) => {
      const { rule, fired } = entry;
      if (!concerns(rule) || !matches(rule.service, service) || !matches(rule.operation, operation)) return entry;
      changed = true;
      const matched = entry.matched + 1;
      if (matched < rule.step || (rule.count !== null && fired >= rule.count)) return { ...entry, matched };
      const draw = drawRandom(random);
      random = draw.state;
      if (draw.value >= rule.probability) return { ...entry, matched };
      struck.push(rule);
      return { rule, matched, fired: fired + 1 };
    });
    if (changed) this.#save({ ...this.#state, random, rules });
    return struck;
  }

  #save(state: FaultState): void {
    this.#state = state;
    // Written beside and renamed: a process killed in between leaves the old file, not half of a new one.
    writeFileSync(`${this.#path}.new`, JSON.stringify(state));
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function matches(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name;
}

function toCallFault(rule: FaultRule): CallFault {
  switch (rule.kind) {
    case 'delay':
      return { delayMs: rule.ms };
    case 'status':
      return { status: rule.status };
    case 'before-effect':
      return { dropConnection: 'before' };
    case 'after-effect':
      return rule.status === undefined ? { dropConnection: 'after' } : { status: rule.status, afterEffect: true };
    case 'lose':
      return { isLost: true };
    case 'duplicate':
      return {};
  }
}
