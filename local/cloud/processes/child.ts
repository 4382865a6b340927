/** A process that somebody started and will stop. */
export interface Child {
  readonly pid: number | undefined;
  /** Resolves with the reason in a few words once the process is gone; never rejects. */
  readonly exited: Promise<string>;
  /** Asks it to end, insists after a moment, and resolves when it is gone. */
  stop(): Promise<void>;
}

/** Turns the arguments of an `exit` event into words. */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit status ${code}` : `signal ${signal}`;
}
