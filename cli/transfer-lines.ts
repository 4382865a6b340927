import type * as z from 'zod';
import type { Transfer, TransferItem } from '../shared/contract/routes/transfer-shapes.ts';
import { table } from './table.ts';

type TransferView = z.infer<typeof Transfer>;
type ItemView = z.infer<typeof TransferItem>;

const formatSize = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** One line about a transfer that is under way. */
export function transferProgress({ status, progress }: TransferView): string {
  const { bytes, bytes_total, bytes_per_second, seconds_left, done, items } = progress;
  const speed = bytes_per_second === null ? '' : `, ${formatSize(bytes_per_second)}/s`;
  const left = seconds_left === null ? '' : `, ${seconds_left} s left`;
  return `${status}: ${done} of ${items}, ${formatSize(bytes)} of ${formatSize(bytes_total)}${speed}${left}`;
}

/** A transfer for a person: what it is, what the plan says, and the items that went wrong. */
export function transferLines(transfer: TransferView, items: readonly ItemView[] = []): string[] {
  const { id, kind, source, destination, plan, error, waits_until } = transfer;
  const where = destination ? `${destination.email}, ${destination.folder_name}` : 'the queue';
  const wrong = items.filter(({ reason }) => reason !== null);
  return [
    `${id}  ${kind} from ${source.email} to ${where}`,
    `  ${transferProgress(transfer)}`,
    `  plan: ${plan.files} files, ${plan.folders} folders, ${formatSize(plan.bytes)}; ${plan.existing} there already, ${plan.skipped} left out`,
    ...plan.notes.map(({ message, files }) => `  note: ${message} (${files})`),
    ...(error ? [`  ${error.message}`] : []),
    ...(waits_until === null ? [] : [`  goes on at ${waits_until}`]),
    ...table(wrong.map(({ name, status, reason }) => [`  ${name}`, status, reason?.message ?? ''])),
  ];
}
