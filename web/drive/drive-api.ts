import type { Api } from '../data/api.ts';

export type DriveFile = Awaited<ReturnType<Api['listFolderContents']>>['files'][number];
export type DriveAccount = Awaited<ReturnType<Api['getDriveAccount']>>;
export type Transfer = Awaited<ReturnType<Api['listTransfers']>>[number];
export type TransferItem = Awaited<ReturnType<Api['listTransferItems']>>[number];
export type TransferStatus = Transfer['status'];
