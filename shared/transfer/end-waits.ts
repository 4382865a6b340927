import type { EngineTurn } from './open-turn.ts';

const pageItems = 99;

/** Files that wait for times of their own wait no more: their user wants it tried at once. */
export async function endWaits(turn: EngineTurn): Promise<void> {
  const { transferId } = turn.transfer;
  let after: number | undefined;
  while (turn.transfer.hurries) {
    turn.signal.throwIfAborted();
    const open = await turn.items.listOpen(transferId, 'open', pageItems, after);
    const waiting = open.filter(({ notBefore }) => notBefore > turn.clock.now());
    if (waiting.length > 0)
      await turn.saveItems(waiting.map((before) => ({ before, after: { ...before, notBefore: 0 } })));
    after = open.at(-1)?.seq;
    if (open.length < pageItems) await turn.save({ hurries: false });
  }
}
