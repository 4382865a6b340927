import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';
import type { PrivateNetwork } from './private-network.ts';

/** All commands on all keys but those that administer or endanger the cache. */
const accessString = 'on ~* +@all -@admin -@dangerous';

/**
 * Sessions and rate limits: ElastiCache Serverless for Valkey, entered with IAM and no password.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class SessionCache extends Construct {
  readonly #cache: CfnServerlessCache;
  readonly #user: CfnUser;

  constructor(scope: Construct, id: string, { stage, network }: { stage: Stage; network: PrivateNetwork }) {
    super(scope, id);
    const userName = resourceName(stage, 'sessions');
    this.#user = new CfnUser(this, 'User', {
      engine: 'valkey',
      // IAM wants both to be the same.
      userId: userName,
      userName,
      authenticationMode: { Type: 'iam' },
      accessString,
    });
    const group = new CfnUserGroup(this, 'UserGroup', {
      engine: 'valkey',
      userGroupId: resourceName(stage),
      userIds: [this.#user.ref],
    });
    const door = new SecurityGroup(this, 'Door', {
      vpc: network.vpc,
      description: 'The session cache',
      allowAllOutbound: false,
    });
    // 6379 writes and reads, 6380 reads from replicas.
    door.connections.allowFrom(network.functionsGroup, Port.tcpRange(6379, 6380), 'Functions to the session cache');
    this.#cache = new CfnServerlessCache(this, 'Cache', {
      serverlessCacheName: resourceName(stage),
      description: 'Sessions and rate limits',
      engine: 'valkey',
      majorEngineVersion: '8',
      userGroupId: group.ref,
      subnetIds: network.subnetIds,
      securityGroupIds: [door.securityGroupId],
      cacheUsageLimits: {
        dataStorage: { maximum: stage.cache.maxGigabytes, unit: 'GB' },
        ecpuPerSecond: { maximum: stage.cache.maxEcpuPerSecond },
      },
    });
  }

  /** The URL carries the user; the password is a token that the function signs with its own role. */
  giveTo(fn: HopperFunction): void {
    const { attrEndpointAddress: host, attrEndpointPort: port } = this.#cache;
    fn.setEnvironment('REDIS_URL', `rediss://${this.#user.ref}@${host}:${port}`);
    fn.setEnvironment('REDIS_CACHE_NAME', this.#cache.ref);
    fn.allow({ actions: ['elasticache:Connect'], resources: [this.#cache.attrArn, this.#user.attrArn] });
  }
}
