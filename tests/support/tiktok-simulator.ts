import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerRow } from '../../local/platforms/ledger/ledger.ts';
import { startPlatforms } from '../../local/platforms/start-platforms.ts';
import type { GrantedTokens, OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { Send } from '../../shared/platforms/send.ts';
import { buildTiktokAddresses, type TiktokAddresses } from '../../shared/platforms/tiktok/addresses.ts';
import { createTiktokOAuth } from '../../shared/platforms/tiktok/oauth.ts';
import type { Fault, SimulatorOptions } from './youtube-simulator.ts';

export const tiktokRedirectUri = 'http://localhost:3000/api/auth/tiktok/callback';
const secrets = {
  load: async () => ({ tiktok: { clientKey: 'hopper-local', clientSecret: 'hopper-local-secret' } }),
};

export interface TiktokSimulator {
  readonly url: string;
  readonly addresses: TiktokAddresses;
  readonly oauth: OAuthProvider;
  /** The same provider over a `send` of one's own. */
  oauthOver(send: Send): OAuthProvider;
  /** Goes through the consent page like a browser. */
  connect(account?: string, scopes?: string): Promise<GrantedTokens>;
  /** Replaces all faults. */
  setFaults(...faults: Fault[]): Promise<void>;
  ledger(): Promise<LedgerRow[]>;
  /** Numbers of TikTok by name, such as `requests.video.init`. */
  stat(name: string): Promise<number>;
  /** Requests that carried a token to a place where none belongs. */
  strayTokens(): Promise<number>;
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulated platforms in this process, with an OAuth provider of Hopper's that points at TikTok. */
export async function startTiktokSimulator(options: SimulatorOptions = {}): Promise<TiktokSimulator> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hopper-tiktok-'));
  const server = await startPlatforms({ dataDir, autoConsent: true, redirectUris: [tiktokRedirectUri], ...options });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...controlTiktokSimulator(server.url), close };
}

/** The same for simulated platforms that run somewhere else, started with `tiktokRedirectUri`. */
export function controlTiktokSimulator(url: string): Omit<TiktokSimulator, 'close'> {
  process.env.TIKTOK_AUTHORIZE_URL = `${url}/tiktok/v2/auth/authorize/`;
  process.env.TIKTOK_API_URL = `${url}/tiktok`;
  const oauth = createTiktokOAuth(secrets);

  async function control(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${url}${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  const stats = async () => (await control('GET', '/stats')).json();

  return {
    url,
    addresses: buildTiktokAddresses(`${url}/tiktok`),
    oauth,
    oauthOver: (send) => createTiktokOAuth(secrets, send),
    async connect(account = 'ada', scopes) {
      const codeVerifier = randomBytes(32).toString('base64url');
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      const consent = { redirectUri: tiktokRedirectUri, state: 'some-state', codeChallenge };
      const page = new URL(await oauth.authorizeUrl(consent));
      page.searchParams.set('sim_account', account);
      if (scopes) page.searchParams.set('sim_scopes', scopes);
      const answer = await fetch(page, { redirect: 'manual' });
      const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
      return oauth.exchangeCode({ code, codeVerifier, redirectUri: tiktokRedirectUri });
    },
    setFaults: async (...faults) => {
      await control('POST', '/faults', { rules: faults.map((fault) => ({ platform: 'tiktok', ...fault })) });
    },
    ledger: async () => (await control('GET', '/ledger')).json(),
    stat: async (name) => (await stats()).tiktok?.[name] ?? 0,
    strayTokens: async () => (await stats()).strayTokens?.total ?? 0,
    advance: async (seconds) => {
      await control('POST', '/clock', { advanceSeconds: seconds });
    },
  };
}
