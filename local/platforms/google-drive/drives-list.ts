import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { admit, atLeast } from './access.ts';
import type { Drive } from './drive.ts';
import { driveError } from './drive-error.ts';

/** `GET /drive/v3/drives` and `/drives/{id}`: the shared drives that the caller is a member of. @throws GoogleApiError */
export function handleDrives(drive: Drive, exchange: Exchange, id?: string): Answer {
  const { caller } = admit(drive, exchange, 'see', id === undefined ? 'list' : 'get');
  const drives = drive.options.sharedDrives.flatMap((shared) => {
    const role = shared.members.find(({ account }) => account === caller.account.id)?.role;
    if (!role) return [];
    const canAddChildren = atLeast(role, 'writer');
    return [{ kind: 'drive#drive', id: shared.id, name: shared.name, capabilities: { canAddChildren } }];
  });
  if (id === undefined) return jsonAnswer(200, { kind: 'drive#driveList', drives });
  const one = drives.find((candidate) => candidate.id === id);
  if (!one) throw driveError(404, 'notFound', `Shared drive not found: ${id}`);
  return jsonAnswer(200, one);
}
