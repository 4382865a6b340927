import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Transfer } from '../../shared/domain/transfers/transfer.ts';
import { ExportFormats, type TransferOptions } from '../../shared/domain/transfers/transfer-options.ts';
import type { SignedInContext } from '../../shared/http/endpoint.ts';
import { buildTransfer, type Order } from './build-transfer.ts';
import { getFolder } from './get-folder.ts';
import { type DriveAccess, requireDriveSession } from './require-drive-session.ts';
import { sendHint } from './send-hint.ts';
import { toHopperError } from './to-hopper-error.ts';
import type { TransferDeps, TransferEndpoint } from './transfer-deps.ts';
import { toTransferView } from './transfer-view.ts';

/** Orders the move of files and folders to another account. */
export const createTransfer: TransferEndpoint<'createTransfer'> = async ({ body }, context, deps) => {
  const options = {
    onExisting: body.on_existing,
    deleteSource: body.delete_source,
    exports: ExportFormats.parse(body.export_formats),
    bytesPerSecond: body.bytes_per_second,
  };
  const order = { ...body, options, runsAtOnce: !body.plan_only };
  return toTransferView(await orderMove(deps, context, order), context.now);
};

/**
 * The same for one file or folder, as the original did it. That put a file beside one of the same name; here it gets a name
 * of its own.
 */
export const transferFile: TransferEndpoint<'transferFile'> = async ({ body }, context, deps) => {
  const options = {
    onExisting: 'rename',
    deleteSource: body.delete_source,
    exports: ExportFormats.parse({}),
    bytesPerSecond: null,
  } as const;
  const order = { ...body, file_ids: [body.file_id], options, runsAtOnce: true };
  const transfer = toTransferView(await orderMove(deps, context, order), context.now);
  return { transfer_id: transfer.id, transfer };
};

/** Orders that videos are brought into the queue. */
export const importVideos: TransferEndpoint<'importVideos'> = async ({ body }, context, deps) => {
  const { account } = await requireDriveSession(deps, context, body.source_token, 'source');
  const options: TransferOptions = {
    onExisting: 'skip',
    deleteSource: false,
    exports: ExportFormats.parse({}),
    bytesPerSecond: body.bytes_per_second,
  };
  const order = { source: account, destination: null, roots: body.file_ids, options, runsAtOnce: !body.plan_only };
  return toTransferView(await place(deps, context, order), context.now);
};

interface MoveOrder {
  readonly source_token: string;
  readonly dest_token: string;
  readonly file_ids: readonly string[];
  readonly folder_id: string;
  readonly options: TransferOptions;
  readonly runsAtOnce: boolean;
}

/** @throws HopperError for tokens that do not fit, and a destination that is not there or takes nothing */
async function orderMove(deps: TransferDeps, context: SignedInContext, order: MoveOrder): Promise<Transfer> {
  const { options, runsAtOnce, file_ids: roots } = order;
  const source = await requireDriveSession(deps, context, order.source_token, 'source');
  const target = await requireDriveSession(deps, context, order.dest_token, 'destination');
  if (options.deleteSource && !source.mayChangeFiles) throw new HopperError('insufficient_drive_scope');
  const folder = await findDestination(deps, target, order.folder_id);
  const destination = { account: target.account, folder };
  return place(deps, context, { source: source.account, destination, roots, options, runsAtOnce });
}

async function findDestination(deps: TransferDeps, { account }: DriveAccess, folderId: string) {
  const folder = await getFolder(deps.drive(account), folderId).catch((error: unknown) => {
    throw toHopperError(error);
  });
  if (folder.can.addChildren) return folder;
  throw new HopperError('conflict', 'This account may not put anything into this folder. Choose another one.');
}

async function place(
  deps: TransferDeps,
  { caller, now }: SignedInContext,
  order: Omit<Order, 'ownerId' | 'transferId'>,
): Promise<Transfer> {
  const transfer = buildTransfer({ ...order, ownerId: caller.userId, transferId: deps.newTransferId() }, now);
  await deps.transfers.create(transfer);
  await sendHint(deps, transfer);
  return transfer;
}
