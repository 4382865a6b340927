const maxCauses = 5;

/**
 * What the log keeps of an error: name, text, stack and causes. Other properties are dropped, because SDK and HTTP errors
 * carry whole requests with their headers.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const cause = error.cause !== undefined && depth < maxCauses ? { cause: describeError(error.cause, depth + 1) } : {};
  return { name: error.name, message: error.message, stack: error.stack, ...cause };
}
