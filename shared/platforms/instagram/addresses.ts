import { readEnv } from '../../config/env.ts';
import { withParameters } from '../with-parameters.ts';

/** The two ways of connecting an Instagram account; each has a Graph host of its own. */
export const instagramVariants = ['instagram_login', 'facebook_login'] as const;
export type InstagramVariant = (typeof instagramVariants)[number];

/** Where Meta's services live: scheme, host and maybe a path, without a slash at the end. */
export interface InstagramAddresses {
  /** Consent page of Instagram Login, complete. */
  readonly instagramAuthorize: string;
  /** Code exchange of Instagram Login. */
  readonly instagramApi: string;
  /** Host of the Facebook Login dialog. */
  readonly facebookAuthorize: string;
  readonly graph: Readonly<Record<InstagramVariant, string>>;
  /** Host of resumable uploads. */
  readonly upload: string;
  /** Version of the Graph API, such as `v26.0`. */
  readonly version: string;
}

/** The addresses that the environment names. */
export function readInstagramAddresses(): InstagramAddresses {
  const env = readEnv(
    'INSTAGRAM_AUTHORIZE_URL',
    'INSTAGRAM_API_URL',
    'INSTAGRAM_GRAPH_URL',
    'FACEBOOK_AUTHORIZE_URL',
    'FACEBOOK_GRAPH_URL',
    'INSTAGRAM_UPLOAD_URL',
    'INSTAGRAM_GRAPH_VERSION',
  );
  const base = (url: string) => url.replace(/\/+$/, '');
  return {
    instagramAuthorize: env.INSTAGRAM_AUTHORIZE_URL,
    instagramApi: base(env.INSTAGRAM_API_URL),
    facebookAuthorize: base(env.FACEBOOK_AUTHORIZE_URL),
    graph: { instagram_login: base(env.INSTAGRAM_GRAPH_URL), facebook_login: base(env.FACEBOOK_GRAPH_URL) },
    upload: base(env.INSTAGRAM_UPLOAD_URL),
    version: env.INSTAGRAM_GRAPH_VERSION,
  };
}

/** Address of a node or edge of the Graph API, such as `me/accounts`. */
export function buildGraphUrl(
  { graph, version }: InstagramAddresses,
  variant: InstagramVariant,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): URL {
  return withParameters(`${graph[variant]}/${version}/${path}`, parameters);
}

/** Connections of before there were variants were made by Instagram Login. */
export function parseVariant(variant: string | null): InstagramVariant {
  return instagramVariants.find((name) => name === variant) ?? 'instagram_login';
}
