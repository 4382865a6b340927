import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../../local/platforms/faults/fault-rule.ts';
import type { LedgerRow } from '../../local/platforms/ledger/ledger.ts';
import type { PlatformsOptionsInput } from '../../local/platforms/platforms-options.ts';
import { startPlatforms } from '../../local/platforms/start-platforms.ts';
import type { GrantedTokens, OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import type { Send } from '../../shared/platforms/send.ts';
import { buildYoutubeAddresses, type YoutubeAddresses } from '../../shared/platforms/youtube/addresses.ts';
import { createYoutubeOAuth } from '../../shared/platforms/youtube/oauth.ts';

const redirectUri = 'http://localhost:3000/api/auth/youtube/callback';
/** What the simulated OAuth client must be registered with. */
export const redirectUris = [redirectUri];
const secrets = {
  load: async () => ({ google: { clientId: 'hopper-local', clientSecret: 'hopper-local-secret' } }),
};

/** A fault rule as one writes it: what is left out has a default. */
export type Fault = Pick<FaultRule, 'kind'> & { operation: string } & Record<string, unknown>;

/** Options of the simulated platforms; `clock` is their source of real time, milliseconds. */
export type SimulatorOptions = Partial<PlatformsOptionsInput> & { readonly clock?: () => number };

export interface YoutubeSimulator {
  readonly url: string;
  readonly addresses: YoutubeAddresses;
  readonly oauth: OAuthProvider;
  /** The same provider over a `send` of one's own. */
  oauthOver(send: Send): OAuthProvider;
  /** Goes through the consent page like a browser. */
  connect(account?: string, scopes?: string): Promise<GrantedTokens>;
  /** Replaces all faults. */
  setFaults(...faults: Fault[]): Promise<void>;
  ledger(): Promise<LedgerRow[]>;
  /** Numbers by platform and name, such as `requests.videos.insert`. */
  stat(name: string): Promise<number>;
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulated platforms in this process, with an OAuth provider that points at them. */
export async function startYoutubeSimulator(options: SimulatorOptions = {}): Promise<YoutubeSimulator> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hopper-platforms-'));
  const server = await startPlatforms({ dataDir, autoConsent: true, redirectUris, ...options });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...controlYoutubeSimulator(server.url), close };
}

/** The same for simulated platforms that run somewhere else, started with `redirectUris`. */
export function controlYoutubeSimulator(url: string): Omit<YoutubeSimulator, 'close'> {
  process.env.GOOGLE_OAUTH_AUTHORIZE_URL = `${url}/google-oauth/o/oauth2/v2/auth`;
  process.env.GOOGLE_OAUTH_TOKEN_URL = `${url}/google-oauth/token`;
  process.env.GOOGLE_OAUTH_REVOKE_URL = `${url}/google-oauth/revoke`;
  process.env.YOUTUBE_API_URL = `${url}/youtube`;
  const oauth = createYoutubeOAuth(secrets);

  async function control(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${url}${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  return {
    url,
    addresses: buildYoutubeAddresses(`${url}/youtube`),
    oauth,
    oauthOver: (send) => createYoutubeOAuth(secrets, send),
    async connect(account = 'ada', scopes) {
      const codeVerifier = randomBytes(32).toString('base64url');
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      const page = new URL(await oauth.authorizeUrl({ redirectUri, state: 'some-state', codeChallenge }));
      page.searchParams.set('sim_account', account);
      if (scopes) page.searchParams.set('sim_scopes', scopes);
      const answer = await fetch(page, { redirect: 'manual' });
      const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
      return oauth.exchangeCode({ code, codeVerifier, redirectUri });
    },
    setFaults: async (...faults) => {
      await control('POST', '/faults', { rules: faults.map((fault) => ({ platform: '*', ...fault })) });
    },
    ledger: async () => (await control('GET', '/ledger')).json(),
    stat: async (name) => {
      const stats = await (await control('GET', '/stats')).json();
      return stats.youtube?.[name] ?? 0;
    },
    advance: async (seconds) => {
      await control('POST', '/clock', { advanceSeconds: seconds });
    },
  };
}
