import { envSchemas } from '../../shared/config/env.ts';
import { type ServiceEndpoints, toEndpointVariables } from '../cloud/host/service-endpoints.ts';
import { accessKeyOf } from '../cloud/iam/access-key.ts';

export interface LocalEnvironment {
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  /** Of the proof that the local edge shows. */
  readonly originProofHash: string;
  /** Addresses of the simulated platforms; empty when the real ones are used. */
  readonly platformAddresses: Readonly<Record<string, string>>;
  /** What the person who starts Hopper has set. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Platform addresses, and versions that are part of them, have a default, so that no template names them. */
function isPlatformAddress(name: string, schema: { safeParse(value: undefined): { success: boolean } }): boolean {
  return /_(URL|VERSION)$/.test(name) && schema.safeParse(undefined).success;
}

/**
 * Builds the change that a function's variables need on this machine: the addresses of the local services, keys of
 * its own, the local Redis, and whatever the person has set of the variables that the function reads.
 */
export function buildAdjustEnvironment(
  local: LocalEnvironment,
): (fn: { name: string; environment: Readonly<Record<string, string>> }) => Record<string, string> {
  const addresses = Object.entries(envSchemas).flatMap(([name, schema]) => {
    const value = local.environment[name] ?? local.platformAddresses[name];
    return isPlatformAddress(name, schema) && value !== undefined ? [[name, value]] : [];
  });
  const common = {
    ...toEndpointVariables(local.endpoints),
    ...Object.fromEntries(addresses),
  };
  return ({ name: functionName, environment }) => {
    const { REDIS_CACHE_NAME: _, ...kept } = environment;
    const { accessKeyId, secretAccessKey } = accessKeyOf(functionName);
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const chosen = Object.keys(kept)
      .filter((name) => Object.hasOwn(envSchemas, name) && local.environment[name] !== undefined)
      .map((name) => [name, local.environment[name]]);
    const redis = 'REDIS_URL' in kept ? { REDIS_URL: local.redisUrl } : {};
    const edge = 'ORIGIN_PROOF_HASHES' in kept ? { ORIGIN_PROOF_HASHES: local.originProofHash } : {};
    return { ...kept, ...common, ...keys, ...Object.fromEntries(chosen), ...redis, ...edge };
  };
}
