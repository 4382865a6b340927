import type { ParameterStore } from './parameter-store.ts';

/** What the operations of the parameter server work on. */
export interface SsmContext {
  parameters: ParameterStore;
  /** Epoch milliseconds. */
  now: () => number;
}
