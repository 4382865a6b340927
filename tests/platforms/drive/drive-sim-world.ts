import { type drive_v3, drive as driveApi } from '@googleapis/drive';
import type { PlatformsOptionsInput } from '../../../local/platforms/platforms-options.ts';
import { type Reply, scope, send, startWorld } from '../youtube-sim-world.ts';

/** A row of `GET /drive/sim/tree`. */
export interface TreeRow {
  readonly id: string;
  readonly account: string | null;
  readonly path: readonly string[];
  readonly mimeType: string;
  readonly bytes: number | null;
  readonly md5: string | null;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly trashed: boolean;
}

/** Simulated Google with the calls that tests of Drive need. */
export async function startDriveWorld(options: Partial<PlatformsOptionsInput> & { clock?: () => number } = {}) {
  const world = await startWorld(options);

  /** An access token of an account. @param scopes short names */
  const signInAs = async (account = 'ada', scopes: readonly string[] = ['drive']): Promise<string> =>
    world.signIn(account, scope(...scopes));

  const api = (token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(`${world.url}/drive${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });

  /** Opens a resumable session. @returns its address, or the refusal */
  const openSession = async (token: string, metadata: object, bytes: number, headers: Record<string, string> = {}) => {
    const length = { 'x-upload-content-length': String(bytes), ...headers };
    return api(token, 'POST', '/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true', metadata, length);
  };
  const put = (url: string, body: Buffer | undefined, range: string): Promise<Reply> =>
    send(url, { method: 'PUT', headers: { 'content-range': range }, ...(body && { body }) });

  /** A whole file by one session. @returns its id */
  const upload = async (token: string, metadata: object, bytes: Buffer): Promise<string> => {
    const session = await openSession(token, metadata, bytes.length);
    const range = `bytes 0-${bytes.length - 1}/${bytes.length}`;
    const reply = await put(String(session.headers.location), bytes, range);
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text} ${session.text}`);
    return reply.json.id;
  };
  const tree = async (): Promise<TreeRow[]> => (await send(`${world.url}/drive/sim/tree`)).json;
  const oddly = (id: string, change: object) =>
    send(`${world.url}/drive/sim/files/${id}`, { method: 'PATCH', body: JSON.stringify(change) });
  /** The vendor's own client. */
  const client = (token: string): drive_v3.Drive =>
    driveApi({ version: 'v3', rootUrl: `${world.url}/drive`, headers: { authorization: `Bearer ${token}` } });

  return {
    ...world,
    signInAs,
    api,
    openSession,
    put,
    upload,
    tree,
    oddly,
    client,
    at: { rootUrl: `${world.url}/drive` },
  };
}
export type DriveWorld = Awaited<ReturnType<typeof startDriveWorld>>;
