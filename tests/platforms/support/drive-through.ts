import type { StepResult } from '../../../shared/domain/posts/publisher.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import type { DriveOptions } from './drive-publisher.ts';

type Drive = (options: Pick<DriveOptions, 'until'> & { checkpoint: unknown }) => Promise<StepResult[]>;

/**
 * Drives to the end like the worker does: what breaks off is taken up again from the last stored checkpoint, after the
 * wait that the error asks for.
 * @returns the results of the last try
 * @throws PlatformError of a kind that no time heals
 */
export async function driveThrough(drive: Drive, wait: (seconds: number) => Promise<void>): Promise<StepResult[]> {
  let checkpoint: unknown = null;
  for (let tries = 0; tries < 40; tries += 1) {
    let stored = checkpoint;
    const note = (result: StepResult) => {
      if ('checkpoint' in result) stored = JSON.parse(JSON.stringify(result.checkpoint));
      return false;
    };
    try {
      return await drive({ checkpoint, until: note });
    } catch (error) {
      if (!(error instanceof PlatformError) || !healing.has(error.kind)) throw error;
      checkpoint = stored;
      // Growing, as the worker's waits are.
      await wait(Math.max(error.retryAfterSeconds ?? 0, Math.min(900, 2 ** (tries + 1))));
    }
  }
  throw new Error('It does not come through.');
}

const healing: ReadonlySet<string> = new Set(['transient', 'rate_limited', 'quota']);
