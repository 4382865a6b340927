import type { Scope } from './scope.ts';

/** Resolves what is nested in an intrinsic's argument. */
export type Resolve = (value: unknown) => Promise<unknown>;
/** One intrinsic function: takes its argument as it stands in the template. */
export type Intrinsic = (argument: unknown, scope: Scope, resolve: Resolve) => Promise<unknown>;
