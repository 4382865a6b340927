import type { CommandContext } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { lookUntil } from './look-until.ts';
import { transferLines, transferProgress } from './transfer-lines.ts';

/** What goes on by itself; everything else has ended or waits for a person. */
const moving: ReadonlySet<string> = new Set(['planning', 'running', 'waiting']);

/** Waits until a transfer has ended, or until its plan is ready where nothing more was ordered. */
export async function followTransfer(context: CommandContext, transferId: string): Promise<ExitCode> {
  const { terminal, signal } = context;
  const api = context.client();
  const transfer = await lookUntil({
    terminal,
    signal,
    look: () => api.getTransfer({ params: { transferId } }, { signal }),
    isDone: ({ status }) => !moving.has(status),
    describe: (seen) => transferProgress(seen),
  });
  terminal.result(transfer, transferLines(transfer, transfer.items));
  const isWell = transfer.status === 'done' || (transfer.status === 'planned' && transfer.error === null);
  return isWell ? exitCodes.ok : exitCodes.failed;
}

/** Says what was ordered; waits for the plan where no more than that was asked for, and for the end where `--watch` says so. */
export async function tellOrder(
  context: CommandContext,
  ordered: Parameters<typeof transferLines>[0],
  isPlanOnly: boolean,
): Promise<ExitCode> {
  if (isPlanOnly || context.options.watch === true) return followTransfer(context, ordered.id);
  context.terminal.result(ordered, transferLines(ordered));
  return exitCodes.ok;
}
