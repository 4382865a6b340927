import { createHash } from 'node:crypto';
import { client, makeBytes, type Reply, send } from '../../platforms/youtube-sim-world.ts';

/** A row of `GET /drive/sim/tree`. */
export interface TreeRow {
  readonly id: string;
  readonly account: string | null;
  readonly driveId: string | null;
  readonly path: readonly string[];
  readonly mimeType: string;
  readonly bytes: number | null;
  readonly md5: string | null;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly description: string | null;
  readonly shortcutTargetId: string | null;
  readonly trashed: boolean;
}

/** A person at work in his own Drive, beside Hopper. */
export interface DriveHands {
  readonly url: string;
  readonly token: string;
  api(method: string, path: string, body?: unknown): Promise<Reply>;
  /** A folder, a document, a shortcut, or with bytes a file. @returns its id */
  make(resource: Readonly<Record<string, unknown>>, bytes?: Buffer): Promise<string>;
  /** Deletes it for good. */
  destroy(id: string): Promise<void>;
  /** What becomes of a file without a call: `oddities`, `exportBytes`. */
  change(id: string, change: object): Promise<void>;
}

/** @see https://developers.google.com/workspace/drive/api/guides/manage-uploads */
const maxSimpleBytes = 5 * 1024 * 1024;

/** The bytes of a file of a tree. */
export const bytesOf = ({ bytes, seed }: { readonly bytes: number; readonly seed: number }) =>
  bytes === 0 ? Buffer.alloc(0) : makeBytes(bytes, seed);
export const md5Of = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');

/** Everything that lies in any Drive. @param url of the simulated platforms */
export async function readTree(url: string): Promise<readonly TreeRow[]> {
  return (await send(`${url}/drive/sim/tree`)).json;
}

/**
 * Signs in at simulated Google as somebody who does not use Hopper for it.
 * @param options.url of the simulated platforms
 * @param options.redirectUri one that the client is registered with
 */
export async function openDriveHands(options: {
  readonly url: string;
  readonly account: string;
  readonly redirectUri: string;
}): Promise<DriveHands> {
  const { url } = options;
  const token = await signIn(options);
  const authorization = `Bearer ${token}`;
  async function call(method: string, path: string, body?: string | Buffer, contentType = 'application/json') {
    const reply = await send(`${url}/drive${path}`, {
      method,
      headers: { authorization, 'content-type': contentType },
      ...(body !== undefined && { body }),
    });
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return reply;
  }
  const api: DriveHands['api'] = (method, path, body) =>
    call(method, path, body === undefined ? undefined : JSON.stringify(body));
  return {
    url,
    token,
    api,
    async make(resource, bytes) {
      if (bytes === undefined) return (await api('POST', '/v3/files?supportsAllDrives=true', resource)).json.id;
      const upload = (type: string) => `/upload/drive/v3/files?uploadType=${type}&supportsAllDrives=true`;
      if (bytes.length <= maxSimpleBytes) {
        const body = toMultipart(resource, bytes);
        return (await call('POST', upload('multipart'), body, 'multipart/related; boundary=part')).json.id;
      }
      const session = String((await api('POST', upload('resumable'), resource)).headers.location);
      const headers = { 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` };
      return (await send(session, { method: 'PUT', headers, body: bytes })).json.id;
    },
    destroy: async (id) => void (await api('DELETE', `/v3/files/${id}?supportsAllDrives=true`)),
    change: async (id, change) => void (await call('PATCH', `/sim/files/${id}`, JSON.stringify(change))),
  };
}

async function signIn({ url, account, redirectUri }: { url: string; account: string; redirectUri: string }) {
  const wish = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    // A person needs no refresh token, of which only the last hundred live.
    access_type: 'online',
    state: 'own-hands',
    scope: 'https://www.googleapis.com/auth/drive',
    sim_account: account,
    sim_decision: 'allow',
  });
  const consent = await send(`${url}/google-oauth/o/oauth2/v2/auth?${wish}`);
  const code = new URL(String(consent.headers.location)).searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...client };
  const granted = await send(`${url}/google-oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return String(granted.json.access_token);
}

function toMultipart(resource: object, bytes: Buffer): Buffer {
  const head = (type: string) => Buffer.from(`\r\n--part\r\nContent-Type: ${type}\r\n\r\n`);
  return Buffer.concat([
    head('application/json; charset=UTF-8'),
    Buffer.from(JSON.stringify(resource)),
    head('application/octet-stream'),
    bytes,
    Buffer.from('\r\n--part--\r\n'),
  ]);
}
