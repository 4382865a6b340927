import type { Client } from '../../shared/contract/client.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { transferLines } from '../transfer-lines.ts';
import { UsageError } from '../usage-error.ts';
import { followTransfer } from '../watch-transfer.ts';

/** What can be said to a transfer, and the call that says it. */
const words = {
  run: 'runTransfer',
  pause: 'pauseTransfer',
  resume: 'resumeTransfer',
  cancel: 'cancelTransfer',
  retry: 'retryTransfer',
} as const satisfies Record<string, keyof Client>;

export const transfers: Command = {
  usage: `transfers [TRANSFER [${Object.keys(words).join('|')}]] [--watch]`,
  summary: 'Transfers and imports; one of them with what failed; or a word to one of them',
  options: { watch: { type: 'boolean', help: 'Wait for its end; ends with 1 when something failed' } },
  async run(context) {
    const [transferId, word, ...more] = context.words;
    if (more.length > 0) throw new UsageError(`hopper ${transfers.usage}`);
    const api = context.client();
    if (transferId === undefined) {
      const list = await api.listTransfers({ query: { limit: 100 } });
      context.terminal.result(list, list.length === 0 ? ['No transfers.'] : list.flatMap((one) => transferLines(one)));
      return exitCodes.ok;
    }
    if (word !== undefined) await api[parseWord(word)]({ params: { transferId } });
    if (context.options.watch === true) return followTransfer(context, transferId);
    const transfer = await api.getTransfer({ params: { transferId } });
    context.terminal.result(transfer, transferLines(transfer, transfer.items));
    return exitCodes.ok;
  },
};

function parseWord(word: string) {
  const found = Object.entries(words).find(([name]) => name === word)?.[1];
  if (!found) throw new UsageError(`To a transfer one can say ${Object.keys(words).join(', ')}.`);
  return found;
}
