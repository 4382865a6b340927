import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit } from './access.ts';
import type { Drive } from './drive.ts';
import { invalidParameter } from './drive-error.ts';
import { exportFormats } from './export-formats.ts';

const maxUploadBytes = 5_242_880_000_000;

/**
 * `GET /drive/v3/about`: the account, its storage and what documents can become. `fields` must be given.
 * @throws GoogleApiError
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/about/get
 */
export function handleAboutGet(drive: Drive, exchange: Exchange): Answer {
  const { caller, sub } = admit(drive, exchange, 'see', 'other');
  if (!exchange.query.get('fields')) {
    throw invalidParameter('fields', "The 'fields' parameter is required for this method.", 'required');
  }
  const { account } = caller;
  const limit = storageOf(drive, account.id);
  const usage = drive.files.bytesOwnedBy(sub);
  return jsonAnswer(200, {
    kind: 'drive#about',
    user: {
      kind: 'drive#user',
      displayName: account.name,
      me: true,
      permissionId: sub,
      emailAddress: account.email,
    },
    storageQuota: {
      ...(limit !== null && { limit: String(limit) }),
      usage: String(usage),
      usageInDrive: String(usage),
      usageInDriveTrash: '0',
    },
    maxUploadSize: String(maxUploadBytes),
    exportFormats,
    importFormats: {},
    canCreateDrives: false,
  });
}

/** Bytes that an account may hold; null = without limit. */
export function storageOf({ options }: Drive, accountId: string): number | null {
  return options.storageByAccount[accountId] === undefined
    ? options.storageBytes
    : (options.storageByAccount[accountId] ?? null);
}
