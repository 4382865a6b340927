import * as z from 'zod';

/** What one function has asked of one operation of AWS. */
export const Usage = z.object({
  /** Name of the function; `undefined` for whatever is none. */
  function: z.string(),
  /** As policies write it, `sqs:SendMessage`; every part of a DynamoDB transaction by itself. */
  action: z.string(),
  calls: z.int(),
  /** Read or write request units of DynamoDB, of the table and its indexes together. */
  units: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/** Counts what AWS would bill by the call. */
export class CallMeter {
  readonly #usage = new Map<string, Usage>();

  count(functionName: string, action: string): void {
    this.#of(functionName, action).calls += 1;
  }

  /** Adds the units that a call has consumed, told by DynamoDB itself. */
  addUnits(functionName: string, action: string, units: number): void {
    this.#of(functionName, action).units += units;
  }

  /** Everything since the beginning or the last `reset`. */
  list(): Usage[] {
    return [...this.#usage.values()];
  }

  reset(): void {
    this.#usage.clear();
  }

  #of(functionName: string, action: string): Usage {
    const key = `${functionName} ${action}`;
    const known = this.#usage.get(key) ?? { function: functionName, action, calls: 0, units: 0 };
    this.#usage.set(key, known);
    return known;
  }
}
