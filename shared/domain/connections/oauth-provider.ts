import type { RemoteAccount } from './connection.ts';
import type { Tokens } from './sealed-tokens.ts';

/** What a token endpoint answered. */
export interface GrantedTokens {
  readonly accessToken: string;
  /** Null when the platform gave none: then the one we have stays valid. */
  readonly refreshToken: string | null;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

/** Getting, renewing and ending grants at a platform. Its errors are PlatformError. */
export interface OAuthClient {
  /** Scopes without which Hopper cannot post; a grant that lacks one is refused. */
  readonly requiredScopes: readonly string[];
  /**
   * Access tokens are renewed this long before their end, for platforms that renew no token that has ended. Without it
   * just before.
   */
  readonly refreshAheadSeconds?: number;
  /**
   * A grant that nobody has used for so long is renewed, for platforms that end it otherwise. Without it nothing but
   * `refreshAheadSeconds` counts.
   */
  readonly renewIdleAfterSeconds?: number;
  /** To revoke one grant ends everything that the same account has granted to this application, for other uses too. */
  readonly revokesEverything?: boolean;
  /** The consent page. @param request.codeChallenge PKCE S256 */
  authorizeUrl(request: {
    readonly state: string;
    readonly codeChallenge: string;
    readonly redirectUri: string;
  }): Promise<string>;
  exchangeCode(request: {
    readonly code: string;
    readonly codeVerifier: string;
    readonly redirectUri: string;
  }): Promise<GrantedTokens>;
  /** @throws PlatformError reauthorize when the grant is gone for good, transient when it may work later */
  refresh(refreshToken: string): Promise<GrantedTokens>;
  /** Ends the grant at the platform, by whichever token it takes; one that is gone already is no error. */
  revoke(tokens: Tokens): Promise<void>;
}

/** The OAuth 2.0 side of a platform that is posted to. */
export interface OAuthProvider extends OAuthClient {
  fetchAccount(accessToken: string): Promise<RemoteAccount>;
}
