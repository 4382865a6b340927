import { createCipheriv } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerRow } from '../../local/platforms/ledger/ledger.ts';
import type { PlatformsOptionsInput } from '../../local/platforms/platforms-options.ts';
import { startPlatforms } from '../../local/platforms/start-platforms.ts';

export const redirectUri = 'http://localhost:3000/oauth/callback';
export const client = { client_id: 'hopper-local', client_secret: 'hopper-local-secret' };
export const scope = (...names: string[]) => names.map((name) => `https://www.googleapis.com/auth/${name}`).join(' ');
export const allScopes = scope('youtube.upload', 'youtube.readonly', 'youtube.force-ssl');

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any shape
  readonly json: any;
}

/** One request by node:http: no redirects, no retries, every byte under control. */
export function send(
  url: string,
  init: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: init.method ?? 'GET', headers: init.headers ?? {} }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = String(response.headers['content-type']).startsWith('application/json');
        const status = response.statusCode ?? 0;
        resolve({ status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined });
      });
    });
    request.on('error', reject);
    request.end(init.body);
  });
}

/** The query of a normal authorization request. */
export function authorizeQuery(changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    access_type: 'offline',
    prompt: 'consent',
    state: 'state-1',
    scope: allScopes,
    ...changes,
  });
}

/** Simulated platforms in a temporary folder, and the few calls that most tests need. */
export async function startWorld(options: Partial<PlatformsOptionsInput> & { clock?: () => number } = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'platforms-test-'));
  const settings = { autoConsent: true, redirectUris: [redirectUri], ...options, dataDir };
  let running = await startPlatforms(settings);

  const authorize = (changes: Record<string, string> = {}) =>
    send(`${running.url}/google-oauth/o/oauth2/v2/auth?${authorizeQuery(changes)}`);
  const postForm = (path: string, fields: Record<string, string>) =>
    send(`${running.url}/google-oauth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const consent = async (changes: Record<string, string> = {}): Promise<string> => {
    const reply = await authorize(changes);
    return new URL(String(reply.headers.location)).searchParams.get('code') ?? '';
  };
  const exchange = (code: string, changes: Record<string, string> = {}) =>
    postForm('/token', { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...client, ...changes });
  const api = (token: string, method: string, path: string, body?: unknown, headers: OutgoingHttpHeaders = {}) =>
    send(`${running.url}/youtube${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const control = (method: string, path: string, body?: unknown) =>
    send(`${running.url}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  return {
    dataDir,
    get url() {
      return running.url;
    },
    authorize,
    postForm,
    consent,
    exchange,
    api,
    control,
    /** Access token of an account with the given scopes. */
    signIn: async (account = 'ada', scopes = allScopes): Promise<string> =>
      (await exchange(await consent({ sim_account: account, scope: scopes }))).json.access_token,
    refresh: (refreshToken: string) =>
      postForm('/token', { grant_type: 'refresh_token', refresh_token: refreshToken, ...client }),
    /** Opens an upload session; `Location` holds its address. */
    open: (token: string, bytes: number | null, resource: unknown = video(), headers: OutgoingHttpHeaders = {}) =>
      api(token, 'POST', '/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status', resource, {
        'x-upload-content-type': 'video/mp4',
        ...(bytes !== null && { 'x-upload-content-length': String(bytes) }),
        ...headers,
      }),
    ledger: async (): Promise<LedgerRow[]> => (await control('GET', '/ledger')).json,
    stats: async (): Promise<Record<string, Record<string, number>>> => (await control('GET', '/stats')).json,
    advance: (seconds: number) => control('POST', '/clock', { advanceSeconds: seconds }),
    faults: (...rules: unknown[]) => control('POST', '/faults', { seed: 7, rules }),
    restart: async () => {
      await running.close();
      running = await startPlatforms(settings);
    },
    close: async () => {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof startWorld>>;

/** A video resource with a few changes. */
export function video(snippet: Record<string, unknown> = {}, status: Record<string, unknown> = {}) {
  return {
    snippet: { title: 'A title', description: 'Words', categoryId: '22', ...snippet },
    status: { privacyStatus: 'private', selfDeclaredMadeForKids: false, ...status },
  };
}

/** Bytes that are not all the same, so that a block in the wrong place changes the hash. */
export function makeBytes(length: number, seed = 1): Buffer {
  const key = Buffer.alloc(16, seed);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** PUTs bytes to a session address; `range` is the Content-Range without the word `bytes`. */
export function put(token: string, address: string, body: Buffer, range?: string): Promise<Reply> {
  return send(address, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'video/mp4',
      'content-length': body.length,
      ...(range !== undefined && { 'content-range': `bytes ${range}` }),
    },
    body,
  });
}

/** Asks a session how far it got. */
export function ask(token: string, address: string, total: number | '*'): Promise<Reply> {
  return put(token, address, Buffer.alloc(0), `*/${total}`);
}
