import * as z from 'zod';
import type { Settings } from '../storage/settings.ts';
import { type FaultRule, type FaultsRequest, faultRuleSchema } from './fault-rule.ts';
import { drawRandom } from './seeded-random.ts';

const stateSchema = z.object({
  seed: z.number(),
  random: z.number(),
  rules: z.array(z.object({ rule: faultRuleSchema, matched: z.number(), fired: z.number() })),
});
type FaultState = z.infer<typeof stateSchema>;

/** Decides which requests go wrong. Knows requests only by platform and operation, never by what a client expects. */
export interface FaultEngine {
  /** Replaces all rules and starts counting anew. */
  set(request: FaultsRequest): void;
  clear(): void;
  /** Counts this request against every matching rule and returns the rules that strike it. */
  take(platform: string, operation: string): FaultRule[];
  toJSON(): FaultState;
}

const settingName = 'faults';
const noFaults: FaultState = { seed: 1, random: 1, rules: [] };

/** Opens the fault rules of the last run; counts are kept so that a restart does not repeat a one-time fault. */
export function openFaultEngine(settings: Settings): FaultEngine {
  const stored = settings.read(settingName);
  let state: FaultState = stored === undefined ? noFaults : stateSchema.parse(JSON.parse(stored));
  const save = (next: FaultState) => {
    state = next;
    settings.write(settingName, JSON.stringify(next));
  };
  return {
    set: ({ seed, rules }) =>
      save({ seed, random: seed, rules: rules.map((rule) => ({ rule, matched: 0, fired: 0 })) }),
    clear: () => save(noFaults),
    take: (platform, operation) => {
      if (state.rules.length === 0) return [];
      const { next, struck } = strike(state, platform, operation);
      save(next);
      return struck;
    },
    toJSON: () => state,
  };
}

function strike(state: FaultState, platform: string, operation: string): { next: FaultState; struck: FaultRule[] } {
  const struck: FaultRule[] = [];
  let random = state.random;
  const rules = state.rules.map((entry) => {
    const { rule, fired } = entry;
    if (!matches(rule.platform, platform) || !matches(rule.operation, operation)) return entry;
    const matched = entry.matched + 1;
    if (matched < rule.step || (rule.count !== null && fired >= rule.count)) return { ...entry, matched };
    const draw = drawRandom(random);
    random = draw.state;
    if (draw.value >= rule.probability) return { ...entry, matched };
    struck.push(rule);
    return { rule, matched, fired: fired + 1 };
  });
  return { next: { ...state, random, rules }, struck };
}

function matches(pattern: string, name: string): boolean {
  return pattern === '*' || pattern === name;
}
