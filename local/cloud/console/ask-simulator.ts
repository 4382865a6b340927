/** An answer of the simulated platforms' control routes. */
export interface SimulatorAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Calls a control route of the simulated platforms.
 *
 * @throws Error when they cannot be reached
 */
export async function askSimulator(
  simulatorUrl: string,
  method: string,
  pathAndQuery: string,
  body?: string,
): Promise<SimulatorAnswer> {
  const response = await fetch(`${simulatorUrl}${pathAndQuery}`, { method, ...(body !== undefined && { body }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
