import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../../local/platforms/faults/fault-rule.ts';
import type { LedgerRow } from '../../local/platforms/ledger/ledger.ts';
import { startPlatforms } from '../../local/platforms/start-platforms.ts';
import type { GrantedTokens, OAuthProvider } from '../../shared/domain/connections/oauth-provider.ts';
import {
  type InstagramAddresses,
  type InstagramVariant,
  readInstagramAddresses,
} from '../../shared/platforms/instagram/addresses.ts';
import { createFacebookLoginOAuth } from '../../shared/platforms/instagram/facebook-oauth.ts';
import { createInstagramLoginOAuth } from '../../shared/platforms/instagram/instagram-oauth.ts';
import type { Send } from '../../shared/platforms/send.ts';
import type { SimulatorOptions } from './youtube-simulator.ts';

export const instagramRedirectUri = 'http://localhost:3000/api/auth/instagram/callback';
const client = (login: string) => ({
  clientId: `hopper-local-${login}`,
  clientSecret: `hopper-local-${login}-secret`,
});
const secrets = {
  load: async () => ({
    google: undefined,
    tiktok: undefined,
    instagram: client('instagram'),
    facebook: client('facebook'),
  }),
};

/** A fault rule as one writes it: what is left out has a default. */
export type Fault = Pick<FaultRule, 'kind'> & { operation: string } & Record<string, unknown>;

/** What no visitor sees of simulated Instagram. */
export interface SimulatedContainer {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly fetching: boolean;
  readonly published: number;
}

export interface InstagramSimulator {
  readonly url: string;
  readonly addresses: InstagramAddresses;
  readonly oauth: Readonly<Record<InstagramVariant, OAuthProvider>>;
  /** The same provider over a `send` of one's own. */
  oauthOver(variant: InstagramVariant, send: Send): OAuthProvider;
  /** Goes through the consent page like a browser; the address that it leads back to. */
  consent(variant: InstagramVariant, account?: string, parameters?: Record<string, string>): Promise<URL>;
  connect(variant: InstagramVariant, account?: string, parameters?: Record<string, string>): Promise<GrantedTokens>;
  /** Replaces all faults. */
  setFaults(...faults: Fault[]): Promise<void>;
  ledger(): Promise<LedgerRow[]>;
  containers(): Promise<SimulatedContainer[]>;
  /** Numbers by name, such as `requests.media.publish`. */
  stat(name: string, scope?: string): Promise<number>;
  /** Lets what is being fetched arrive. */
  settled(): Promise<void>;
  /** Lets time pass, and what is being fetched arrive. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulated platforms in this process, with OAuth providers that point at them. */
export async function startInstagramSimulator(options: SimulatorOptions = {}): Promise<InstagramSimulator> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hopper-platforms-'));
  const server = await startPlatforms({ dataDir, autoConsent: true, redirectUris: [instagramRedirectUri], ...options });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...controlInstagramSimulator(server.url), close };
}

/** The same for simulated platforms that run somewhere else, started with `instagramRedirectUri`. */
export function controlInstagramSimulator(url: string): Omit<InstagramSimulator, 'close'> {
  Object.assign(process.env, {
    INSTAGRAM_AUTHORIZE_URL: `${url}/meta-oauth/instagram/oauth/authorize`,
    INSTAGRAM_API_URL: `${url}/meta-oauth/api`,
    INSTAGRAM_GRAPH_URL: `${url}/instagram/graph`,
    FACEBOOK_AUTHORIZE_URL: `${url}/meta-oauth/facebook`,
    FACEBOOK_GRAPH_URL: `${url}/instagram/facebook`,
    INSTAGRAM_UPLOAD_URL: `${url}/instagram/rupload`,
  });
  const factories = { instagram_login: createInstagramLoginOAuth, facebook_login: createFacebookLoginOAuth };
  const oauth = {
    instagram_login: factories.instagram_login(secrets),
    facebook_login: factories.facebook_login(secrets),
  };

  async function control(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${url}${path}`, { method, body: body === undefined ? null : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  const consent: InstagramSimulator['consent'] = async (variant, account = 'ada', parameters = {}) => {
    const codeChallenge = randomBytes(32).toString('base64url');
    const page = new URL(
      await oauth[variant].authorizeUrl({ redirectUri: instagramRedirectUri, state: 'some-state', codeChallenge }),
    );
    page.searchParams.set('sim_account', account);
    for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);
    const answer = await fetch(page, { redirect: 'manual' });
    const location = answer.headers.get('location');
    if (!location) throw new Error(`No way back from the consent page: ${answer.status} ${await answer.text()}`);
    return new URL(location);
  };

  const containers = async (): Promise<SimulatedContainer[]> => (await control('GET', '/instagram/state')).containers;

  // Fetching takes real time, however little: what is under way arrives before the clock moves.
  const settled = async () => {
    for (let tries = 0; tries < 2000; tries += 1) {
      if (!(await containers()).some(({ fetching }) => fetching)) break;
    }
  };

  return {
    url,
    addresses: readInstagramAddresses(),
    oauth,
    oauthOver: (variant, send) => factories[variant](secrets, send),
    consent,
    async connect(variant, account, parameters) {
      const back = await consent(variant, account, parameters);
      const code = back.searchParams.get('code') ?? '';
      return oauth[variant].exchangeCode({ code, codeVerifier: 'none', redirectUri: instagramRedirectUri });
    },
    setFaults: async (...faults) => {
      await control('POST', '/faults', { rules: faults.map((fault) => ({ platform: '*', ...fault })) });
    },
    ledger: async () => (await control('GET', '/ledger')).filter(({ platform }: LedgerRow) => platform === 'instagram'),
    containers,
    stat: async (name, scope = 'instagram') => (await control('GET', '/stats'))[scope]?.[name] ?? 0,
    settled,
    advance: async (seconds) => {
      await settled();
      await control('POST', '/clock', { advanceSeconds: seconds });
    },
  };
}
