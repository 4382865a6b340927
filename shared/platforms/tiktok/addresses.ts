import { readEnv } from '../../config/env.ts';

/** Where TikTok's API lives. @see https://developers.tiktok.com/doc/content-posting-api-get-started */
export interface TiktokAddresses {
  readonly token: URL;
  readonly revoke: URL;
  readonly userInfo: URL;
  readonly creatorInfo: URL;
  readonly directInit: URL;
  readonly inboxInit: URL;
  readonly status: URL;
}

/** @param base scheme, host and maybe a path, such as `https://open.tiktokapis.com` */
export function buildTiktokAddresses(base: string): TiktokAddresses {
  // The slash at the end belongs to every path.
  const at = (path: string) => new URL(`${base.replace(/\/+$/, '')}/v2/${path}/`);
  return {
    token: at('oauth/token'),
    revoke: at('oauth/revoke'),
    userInfo: at('user/info'),
    creatorInfo: at('post/publish/creator_info/query'),
    directInit: at('post/publish/video/init'),
    inboxInit: at('post/publish/inbox/video/init'),
    status: at('post/publish/status/fetch'),
  };
}

/** The addresses that the environment names. */
export function readTiktokAddresses(): TiktokAddresses {
  return buildTiktokAddresses(readEnv('TIKTOK_API_URL').TIKTOK_API_URL);
}

/**
 * Bytes go to the API's own origin or, over https and its usual port, to a host of its domain
 * (`upload.<region>.tiktokapis.com`); never with a name and password that stand in the address.
 */
export function trustedUploadUrl({ directInit }: TiktokAddresses, text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username + url.password !== '') return undefined;
  const isRegional = url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.tiktokapis.com');
  return url.origin === directInit.origin || isRegional ? url : undefined;
}
