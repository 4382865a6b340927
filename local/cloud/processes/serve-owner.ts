import { flushCompileCache } from 'node:module';
import * as z from 'zod';

const Envelope = z.object({ id: z.number(), request: z.unknown() });

/** What the main function of a child program is made of. */
export interface ChildProgram {
  /** Answers a request of the owner, at once or later; what it throws is the answer too. */
  onRequest?(request: unknown): unknown;
  close(): Promise<void>;
}

/**
 * Runs a child program: tells the owner when it can be used or why not, ends it on SIGTERM, and ends it at once when
 * the owner is gone. For programs started with `startNodeChild`.
 *
 * @param start gets the owner's options
 */
export async function serveOwner(start: (options: unknown) => Promise<ChildProgram>): Promise<void> {
  // Registered first: the owner may be killed while this program is still starting.
  process.once('disconnect', () => process.exit(1));
  try {
    const program = await start(JSON.parse(process.argv[2] ?? '{}'));
    process.on('message', (message) => void answer(program, message));
    process.once('SIGTERM', () => {
      program.close().finally(() => process.exit(0));
    });
    process.send?.({ ready: true });
    // Written now, because a program that is killed writes nothing.
    flushCompileCache();
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    process.send?.({ failed }, () => process.exit(1));
  }
}

async function answer(program: ChildProgram, message: unknown): Promise<void> {
  const { id, request } = Envelope.parse(message);
  try {
    process.send?.({ id, result: await program.onRequest?.(request) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}
