import type { EnvName } from '../../shared/config/env.ts';

/** How one OAuth provider is set up on this machine. Its name is its entry in the secret with the credentials. */
interface OAuthClientSetup {
  /** Field of the entry → variable in which a person names it. With all of them set the real platform is used. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the simulated platform knows instead. */
  readonly simulated: Readonly<Record<string, string>>;
  /** Variables with the provider's addresses → paths of the simulator. */
  readonly paths: Partial<Readonly<Record<EnvName, string>>>;
}

const simulatedSecret = { clientSecret: 'hopper-local-secret' } as const;

/** Every OAuth provider. One more entry here makes `npm start` simulate a platform, or use the real one. */
export const oauthClients = {
  google: {
    variables: { clientId: 'GOOGLE_CLIENT_ID', clientSecret: 'GOOGLE_CLIENT_SECRET' },
    simulated: { clientId: 'hopper-local', ...simulatedSecret },
    paths: {
      GOOGLE_OAUTH_AUTHORIZE_URL: '/google-oauth/o/oauth2/v2/auth',
      GOOGLE_OAUTH_TOKEN_URL: '/google-oauth/token',
      GOOGLE_OAUTH_REVOKE_URL: '/google-oauth/revoke',
      YOUTUBE_API_URL: '/youtube',
      GOOGLE_DRIVE_URL: '/drive',
    },
  },
  tiktok: {
    variables: { clientKey: 'TIKTOK_CLIENT_KEY', clientSecret: 'TIKTOK_CLIENT_SECRET' },
    simulated: { clientKey: 'hopper-local', ...simulatedSecret },
    paths: {
      TIKTOK_AUTHORIZE_URL: '/tiktok/v2/auth/authorize/',
      TIKTOK_API_URL: '/tiktok',
    },
  },
  instagram: {
    variables: { clientId: 'INSTAGRAM_CLIENT_ID', clientSecret: 'INSTAGRAM_CLIENT_SECRET' },
    simulated: { clientId: 'hopper-local-instagram', clientSecret: 'hopper-local-instagram-secret' },
    paths: {
      INSTAGRAM_AUTHORIZE_URL: '/meta-oauth/instagram/oauth/authorize',
      INSTAGRAM_API_URL: '/meta-oauth/api',
      INSTAGRAM_GRAPH_URL: '/instagram/graph',
    },
  },
  facebook: {
    variables: { clientId: 'FACEBOOK_CLIENT_ID', clientSecret: 'FACEBOOK_CLIENT_SECRET' },
    simulated: { clientId: 'hopper-local-facebook', clientSecret: 'hopper-local-facebook-secret' },
    paths: {
      FACEBOOK_AUTHORIZE_URL: '/meta-oauth/facebook',
      FACEBOOK_GRAPH_URL: '/instagram/facebook',
      INSTAGRAM_UPLOAD_URL: '/instagram/rupload',
    },
  },
} as const satisfies Record<string, OAuthClientSetup>;

/** A person's own credentials by provider; providers that are missing are simulated. */
export type OwnClients = Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;

/**
 * The person's own credentials.
 * @throws Error that names the variables of which only some are set
 */
export function readOwnClients(environment: Readonly<Record<string, string>>): OwnClients {
  const setups: readonly [string, OAuthClientSetup][] = Object.entries(oauthClients);
  return Object.fromEntries(
    setups.flatMap(([name, { variables }]) => {
      const fields = Object.entries(variables);
      const values = fields.flatMap(([field, variable]): [string, string][] => {
        const value = environment[variable];
        return value === undefined ? [] : [[field, value]];
      });
      if (values.length === 0) return [];
      if (values.length === fields.length) return [[name, Object.fromEntries(values)]];
      throw new Error(`${Object.values(variables).join(' and ')} belong together: set both or neither.`);
    }),
  );
}
