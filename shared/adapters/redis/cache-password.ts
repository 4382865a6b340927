import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** The role that a function runs under. */
export interface AwsIdentity {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface CacheLogin {
  /** Name of the ElastiCache Serverless cache. */
  readonly cacheName: string;
  readonly user: string;
  readonly identity: AwsIdentity;
  readonly now: Date;
}

/** A connection may be opened with it for so long; once open, it stays open for up to 12 hours. */
const validSeconds = 15 * 60;

/**
 * The password of an ElastiCache user who authenticates with IAM: a signed request `connect`, without its scheme. It is
 * made anew for every connection, so it never runs out.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export async function signCachePassword({ cacheName, user, identity, now }: CacheLogin): Promise<string> {
  const { region, ...credentials } = identity;
  const signer = new SignatureV4({ service: 'elasticache', region, credentials, sha256: Sha256 });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname: cacheName,
      path: '/',
      query: { Action: 'connect', ResourceType: 'ServerlessCache', User: user },
      headers: { host: cacheName },
    },
    { expiresIn: validSeconds, signingDate: now },
  );
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return `${cacheName}/?${query.join('&')}`;
}
