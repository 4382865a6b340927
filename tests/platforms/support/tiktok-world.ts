import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerRow } from '../../../local/platforms/ledger/ledger.ts';
import type { PlatformsOptionsInput } from '../../../local/platforms/platforms-options.ts';
import { startPlatforms } from '../../../local/platforms/start-platforms.ts';
import { type Reply, send } from '../youtube-sim-world.ts';

export const redirectUri = 'http://localhost:3000/api/auth/tiktok/callback';
export const app = { client_key: 'hopper-local', client_secret: 'hopper-local-secret' };
export const allScopes = 'user.info.basic,user.info.profile,video.publish,video.upload';

/** A verifier with the challenge that desktop apps send: hexadecimal. */
export function createPkce() {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('hex') };
}

/** Simulated platforms in a temporary folder with TikTok's calls, nothing of Hopper in between. */
export async function startTiktokWorld(options: Partial<PlatformsOptionsInput> = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tiktok-test-'));
  const settings = { autoConsent: true, redirectUris: [redirectUri], ...options, dataDir };
  let running = await startPlatforms(settings);
  const base = () => `${running.url}/tiktok`;

  const authorize = (challenge: string, changes: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_key: app.client_key,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: allScopes,
      state: 'state-1',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    });
    return send(`${base()}/v2/auth/authorize/?${query}`);
  };
  const postForm = (path: string, fields: Record<string, string>) =>
    send(`${base()}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...app, ...fields }).toString(),
    });
  const token = (fields: Record<string, string>) => postForm('/v2/oauth/token/', fields);
  const exchange = (code: string, verifier: string, changes: Record<string, string> = {}) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...changes });
  /** Consents like a browser. */
  const consent = async (changes: Record<string, string> = {}) => {
    const { verifier, challenge } = createPkce();
    const reply = await authorize(challenge, changes);
    return { verifier, code: new URL(String(reply.headers.location)).searchParams.get('code') ?? '' };
  };
  const connect = async (changes: Record<string, string> = {}) => {
    const { code, verifier } = await consent(changes);
    return (await exchange(code, verifier)).json;
  };
  const post = (accessToken: string, path: string, body: unknown = {}): Promise<Reply> =>
    send(`${base()}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json; charset=UTF-8' },
      body: JSON.stringify(body),
    });
  const control = async (method: string, path: string, body?: unknown) =>
    send(`${running.url}${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  return {
    base,
    dataDir,
    authorize,
    postForm,
    token,
    exchange,
    consent,
    connect,
    post,
    control,
    userInfo: (accessToken: string, fields: string) =>
      send(`${base()}/v2/user/info/?fields=${fields}`, { headers: { authorization: `Bearer ${accessToken}` } }),
    creatorInfo: (accessToken: string) => post(accessToken, '/v2/post/publish/creator_info/query/'),
    init: (accessToken: string, source: object, postInfo: object = {}) =>
      post(accessToken, '/v2/post/publish/video/init/', {
        post_info: { privacy_level: 'SELF_ONLY', ...postInfo },
        source_info: source,
      }),
    initDraft: (accessToken: string, source: object) =>
      post(accessToken, '/v2/post/publish/inbox/video/init/', { source_info: source }),
    status: async (accessToken: string, publishId: string): Promise<Reply> =>
      post(accessToken, '/v2/post/publish/status/fetch/', { publish_id: publishId }),
    /** PUTs bytes `start`… of a file. */
    put: (uploadUrl: string, file: Buffer, start: number, end: number, changes: Record<string, string> = {}) =>
      send(uploadUrl, {
        method: 'PUT',
        headers: {
          'content-type': 'video/mp4',
          'content-length': String(end - start + 1),
          'content-range': `bytes ${start}-${end}/${file.length}`,
          ...changes,
        },
        body: file.subarray(start, end + 1),
      }),
    faults: (...rules: object[]) =>
      control('POST', '/faults', { rules: rules.map((rule) => ({ platform: 'tiktok', ...rule })) }),
    advance: (seconds: number) => control('POST', '/clock', { advanceSeconds: seconds }),
    ledger: async (): Promise<LedgerRow[]> => (await control('GET', '/ledger')).json,
    stats: async () => (await control('GET', '/stats')).json,
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
export type TiktokWorld = Awaited<ReturnType<typeof startTiktokWorld>>;

/** A file as one chunk. */
export function wholeFile(bytes: number) {
  return { source: 'FILE_UPLOAD', video_size: bytes, chunk_size: bytes, total_chunk_count: 1 };
}
