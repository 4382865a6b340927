import type * as z from 'zod';
import type {
  TransferItem as ItemView,
  Plan,
  Transfer as TransferView,
} from '../../shared/contract/routes/transfer-shapes.ts';
import { itemStatusOf } from '../../shared/domain/transfers/item-status.ts';
import { findNoteText } from '../../shared/domain/transfers/note-texts.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import type { TransferItem } from '../../shared/domain/transfers/transfer-item.ts';
import { transferStatusOf } from './transfer-status.ts';

/** What Google lets one account upload in a day. @see https://support.google.com/a/answer/172541 */
const bytesPerDay = 750e9;

/** A transfer as the API shows it. @param now epoch ms */
export function toTransferView(transfer: Transfer, now: number): z.infer<typeof TransferView> {
  const { transferId, kind, source, destination, options, counts, bytesDone, plan, speed, error } = transfer;
  const status = transferStatusOf(transfer, now);
  const bytesTotal = Math.max(plan.bytes, bytesDone);
  const moving = status === 'running' && speed > 0 ? speed : null;
  return {
    id: transferId,
    kind,
    status,
    source: { email: source.email },
    destination: destination && {
      email: destination.email,
      folder_id: destination.folderId,
      folder_name: destination.folderName,
    },
    chosen: transfer.chosen,
    options: {
      on_existing: options.onExisting,
      delete_source: options.deleteSource,
      bytes_per_second: options.bytesPerSecond,
      export_formats: options.exports,
    },
    plan: toPlanView(transfer),
    progress: {
      items: counts.folders + counts.files,
      done: counts.done,
      skipped: counts.skipped,
      failed: counts.failed,
      bytes: bytesDone,
      bytes_total: bytesTotal,
      bytes_per_second: moving,
      seconds_left: moving && Math.ceil((bytesTotal - bytesDone) / moving),
    },
    waits_until: status === 'waiting' ? toTime(transfer.notBefore) : null,
    error,
    created_at: toTime(transfer.createdAt),
    started_at: transfer.startedAt === null ? null : toTime(transfer.startedAt),
    ended_at: transfer.endedAt === null ? null : toTime(transfer.endedAt),
  };
}

function toPlanView({ plan, counts }: Transfer): z.infer<typeof Plan> {
  const notes = Object.entries(plan.notes).filter(([, files]) => files > 0);
  return {
    complete: plan.isComplete,
    files: counts.files,
    folders: counts.folders,
    bytes: plan.bytes,
    existing: plan.existing,
    skipped: counts.skipped,
    days: Math.ceil(plan.bytes / bytesPerDay),
    room_bytes: plan.roomBytes,
    fits: plan.roomBytes === null || plan.bytes <= plan.roomBytes,
    notes: notes.map(([code, files]) => ({ code, message: findNoteText(code) ?? code, files })),
  };
}

/** One of its items. Nothing of a transfer that rests is under way. */
export function toItemView(
  item: TransferItem,
  transfer: Pick<Transfer, 'state'>,
  now: number,
): z.infer<typeof ItemView> {
  const status = itemStatusOf(item, now);
  return {
    id: item.itemId,
    parent_id: item.parentId,
    name: item.name,
    new_name: item.newName,
    mime_type: item.mimeType,
    action: item.action,
    export_type: item.exportType,
    status: status === 'running' && transfer.state !== 'active' ? 'planned' : status,
    bytes: item.sizeBytes,
    bytes_done: item.bytesDone,
    notes: [...item.notes],
    reason: item.reason,
    // Before it is made, and verified, an id says nothing.
    destination_id: status === 'done' || status === 'skipped' ? item.destId : null,
    video_id: item.videoId,
  };
}

function toTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
