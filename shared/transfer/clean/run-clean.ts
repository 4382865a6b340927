import { endOfTransfer } from '../end-of-transfer.ts';
import type { PhaseRunner } from '../turn-context.ts';
import { cleanFolder } from './clean-folder.ts';

const foldersAtOnce = 20;

/**
 * Lays folders that were moved in the trash of the source, from the deepest up: a folder whose folders are gone may be empty
 * itself. What is left in one keeps it, and those above it, where they are.
 */
export const runClean: PhaseRunner = async (turn) => {
  const { transferId } = turn.transfer;
  for (;;) {
    const folders = await turn.items.listOpen(transferId, 'clean', foldersAtOnce);
    if (folders.length === 0) {
      await turn.save(endOfTransfer(turn.transfer, turn.clock.now()));
      return 'finished';
    }
    for (const folder of folders) {
      if (turn.clock.now() >= turn.startUntil) return 'continue';
      turn.signal.throwIfAborted();
      await turn.save({}, [await cleanFolder(turn, folder)]);
    }
  }
};
