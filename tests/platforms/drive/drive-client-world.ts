import { Readable } from 'node:stream';
import type { PlatformsOptionsInput } from '../../../local/platforms/platforms-options.ts';
import type { DriveApi, NewDriveFile } from '../../../shared/domain/drive/drive-api.ts';
import { folderType } from '../../../shared/domain/drive/drive-file.ts';
import { buildDriveAddresses } from '../../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import type { DriveContext } from '../../../shared/platforms/google-drive/drive-context.ts';
import { sendOverHttp } from '../../../shared/platforms/send.ts';
import { withDeadline } from '../../../shared/platforms/with-deadline.ts';
import { startDriveWorld } from './drive-sim-world.ts';

/** Simulated Drive with our own client in front of it. */
export async function startClientWorld(options: Partial<PlatformsOptionsInput> = {}) {
  const world = await startDriveWorld({ accessTokenSeconds: 30 * 86_400, ...options });

  /** The Drive of an account; a refused token is renewed by signing in again. */
  const driveOf = async (account = 'ada', scopes = ['drive'], overrides: Partial<DriveContext> = {}) => {
    let token = await world.signInAs(account, scopes);
    const refused: string[] = [];
    const tokens = {
      get: async (wrong?: string) => {
        if (wrong === token) {
          refused.push(wrong);
          token = await world.signInAs(account, scopes);
        }
        return token;
      },
    };
    const api = createDriveApi(tokens, {
      addresses: buildDriveAddresses(`${world.url}/drive`),
      send: withDeadline(sendOverHttp, 1_000),
      ...overrides,
    });
    return { api, refused };
  };

  const newFile = async (api: DriveApi, change: Partial<NewDriveFile> = {}): Promise<NewDriveFile> => {
    const [id = ''] = await api.generateIds(1, change.shortcutTargetId === undefined ? 'files' : 'shortcuts');
    return { id, name: 'file', mimeType: 'application/octet-stream', parentId: 'root', ...change };
  };
  const makeFolder = async (api: DriveApi, name: string, parentId = 'root'): Promise<string> => {
    const made = await api.create(await newFile(api, { name, parentId, mimeType: folderType }));
    if (made === 'exists') throw new Error('A new id is in use.');
    return made.id;
  };
  const chunk = (bytes: Buffer, start = 0, end = bytes.length) => ({
    start,
    bytes: end - start,
    totalBytes: bytes.length,
    body: Readable.from([bytes.subarray(start, end)]),
  });
  /** A file in one chunk. @returns its id */
  const upload = async (api: DriveApi, bytes: Buffer, change: Partial<NewDriveFile> = {}): Promise<string> => {
    const file = await newFile(api, change);
    const session = await api.beginUpload(file, bytes.length);
    const answer = await api.sendChunk(session, chunk(bytes));
    if (answer.state !== 'finished') throw new Error(answer.state);
    return file.id;
  };
  const stat = async (name: string): Promise<number> => (await world.control('GET', '/stats')).json.drive?.[name] ?? 0;
  const fault = (operation: string, rule: object) => world.faults({ platform: 'drive', operation, ...rule });

  return { ...world, driveOf, newFile, makeFolder, chunk, uploadBy: upload, stat, fault };
}
export type ClientWorld = Awaited<ReturnType<typeof startClientWorld>>;

export async function readAll(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
