import { type GuardedChild, type GuardedCommand, startGuarded } from './start-guarded.ts';
import { acceptsConnections, type Probe, waitForPort } from './wait-for-port.ts';

/**
 * Starts a server program and waits until it can be used.
 *
 * @throws Error with the last line that the program wrote when it does not get that far
 */
export async function startListening(
  command: GuardedCommand,
  port: number,
  probe: Probe = acceptsConnections,
): Promise<GuardedChild> {
  const child = startGuarded(command);
  try {
    await waitForPort(port, child, probe);
    return child;
  } catch (error) {
    await child.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([reason, child.lastLine()].filter(Boolean).join(': '), { cause: error });
  }
}
