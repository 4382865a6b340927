import { transferTexts as texts } from '../../texts/en/drive.ts';
import { formatBytes, formatClock, formatDateTime, formatList } from '../../texts/format.ts';
import type { Tone } from '../../ui/note.tsx';
import type { Transfer, TransferStatus } from '../drive-api.ts';

export const statusTones: Readonly<Record<TransferStatus, Tone>> = {
  planning: 'neutral',
  planned: 'accent',
  running: 'accent',
  waiting: 'warn',
  paused: 'neutral',
  reconnect: 'bad',
  done: 'good',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'neutral',
};

/** What is moved, by the names of the first things of it; before anybody has looked, by how many they are. */
export function describeChosen({ chosen: { count, names } }: Pick<Transfer, 'chosen'>): string {
  if (names.length === 0) return texts.things(count);
  const rest = count - names.length;
  return formatList(rest > 0 ? [...names, texts.more(rest)] : names);
}

/** From where to where. */
export function describeWay({ source, destination }: Pick<Transfer, 'source' | 'destination'>): string {
  return texts.way(source.email, destination ? texts.folder(destination.email, destination.folder_name) : texts.queue);
}

/** How far it has come, 0 to 100. Bytes say more than numbers of files, where there are any. */
export function percentOf({ status, progress }: Pick<Transfer, 'status' | 'progress'>): number {
  const { items, done, skipped, failed, bytes, bytes_total: total } = progress;
  if (status === 'done') return 100;
  if (total > 0) return (bytes / total) * 100;
  return items === 0 ? 0 : ((done + skipped + failed) / items) * 100;
}

/** Where it stands, in a few facts. */
export function describeProgress(transfer: Transfer): string {
  const { status, progress, plan, waits_until: until, created_at: created } = transfer;
  if (status === 'planning') return texts.looked(plan.files, plan.folders);
  const facts = [
    status === 'planned' ? texts.planned(plan.files) : texts.items(progress.done + progress.skipped, progress.items),
    describeBytes(transfer),
    progress.bytes_per_second === null ? undefined : texts.speed(formatBytes(progress.bytes_per_second)),
    progress.seconds_left === null ? undefined : texts.left(formatClock(progress.seconds_left)),
    progress.failed > 0 ? texts.failed(progress.failed) : undefined,
    progress.skipped > 0 ? texts.leftOut(progress.skipped) : undefined,
    until === null ? undefined : texts.waitsUntil(formatDateTime(until)),
    texts.begun(formatDateTime(created)),
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function describeBytes({ status, progress: { bytes, bytes_total: total } }: Transfer): string | undefined {
  if (total === 0) return undefined;
  const all = formatBytes(total);
  return status === 'planned' || status === 'done' ? all : texts.bytes(formatBytes(bytes), all);
}

const withoutBar: ReadonlySet<TransferStatus> = new Set(['planning', 'planned', 'done', 'cancelled']);

/** Whether it is somewhere between its beginning and its end. */
export function hasProgress({ status }: Pick<Transfer, 'status'>): boolean {
  return !withoutBar.has(status);
}
