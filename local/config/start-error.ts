/** Hopper cannot start for a reason that a person can mend; the message is one line. */
export class StartError extends Error {}

/** The message of whatever was thrown, on one line. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
