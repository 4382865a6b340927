import * as z from 'zod';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';

const CacheProperties = z.object({ ServerlessCacheName: z.string() });
const UserProperties = z.object({ UserId: z.string() });

/** `AWS::ElastiCache::ServerlessCache`: its endpoint is the one local Redis. */
export function serverlessCacheType(redisUrl: string): ResourceType {
  const { hostname, port } = new URL(redisUrl);
  return async (request) => {
    const { ServerlessCacheName: name } = await request.read(CacheProperties);
    const endpoint = { 'Endpoint.Address': hostname, 'Endpoint.Port': port || '6379' };
    return { ref: name, attributes: { ARN: arn('elasticache', `serverlesscache:${name}`), ...endpoint } };
  };
}

/** `AWS::ElastiCache::User`: exists only as a name; the local Redis asks nobody who they are. */
export const cacheUserType: ResourceType = async (request) => {
  const { UserId } = await request.read(UserProperties);
  return { ref: UserId, attributes: { Arn: arn('elasticache', `user:${UserId}`), Status: 'active' } };
};
