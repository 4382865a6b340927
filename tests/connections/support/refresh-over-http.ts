import type { OAuthProvider } from '../../../shared/domain/connections/oauth-provider.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import { sendOverHttp } from '../../../shared/platforms/send.ts';
import { withDeadline } from '../../../shared/platforms/with-deadline.ts';

const send = withDeadline(sendOverHttp, 5_000);
const unused = async () => {
  throw new Error('not needed');
};

/** An OAuth provider that can only refresh, at a plain RFC 6749 token endpoint. */
export function refreshOverHttp(url: string): OAuthProvider {
  return {
    requiredScopes: [],
    authorizeUrl: unused,
    exchangeCode: unused,
    revoke: unused,
    fetchAccount: unused,
    async refresh(refreshToken) {
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await send({ method: 'POST', url: new URL(url), headers, body }).catch((cause: unknown) => {
        throw new PlatformError('transient', 'no_answer', 'No answer.', { cause });
      });
      const { error, access_token, refresh_token, expires_in } = JSON.parse(answer.text);
      if (error === 'invalid_grant') throw new PlatformError('reauthorize', error, 'Connect again.');
      if (answer.status !== 200) throw new PlatformError('transient', `http_${answer.status}`, 'Later.');
      return { accessToken: access_token, refreshToken: refresh_token, expiresInSeconds: expires_in, scopes: [] };
    },
  };
}
