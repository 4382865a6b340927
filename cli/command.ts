import type { ParseArgsOptionsConfig } from 'node:util';
import type { Client } from '../shared/contract/client.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The API, as whoever is logged in. @throws UsageError when nobody is */
  client(): Client;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What follows the name of the command. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Reads a line that is typed or piped in. */
  ask(question: string): Promise<string>;
  /** Aborts when the user presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** One thing that `hopper` can do. */
export interface Command {
  /** What follows `hopper`: `upload FILE…`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, ParseArgsOptionsConfig[string] & { readonly help: string }>>;
  run(context: CommandContext): Promise<ExitCode>;
}
