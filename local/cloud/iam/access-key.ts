import { localCredentials } from '../host/local-credentials.ts';

/** A pair of AWS keys. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const prefix = `${localCredentials.accessKeyId}.`;

/** The keys of a function: with them it may do what its role grants, and no more. */
export function accessKeyOf(functionName: string): AccessKey {
  return {
    accessKeyId: `${prefix}${functionName}`,
    secretAccessKey: `${localCredentials.secretAccessKey}.${functionName}`,
  };
}

/** The secret that belongs to a key; undefined for one that does not exist. */
export function findSecret(accessKeyId: string): string | undefined {
  if (accessKeyId === localCredentials.accessKeyId) return localCredentials.secretAccessKey;
  const functionName = functionOf(accessKeyId);
  return functionName === undefined ? undefined : accessKeyOf(functionName).secretAccessKey;
}

/** Whose key it is; undefined for the account's own. */
export function functionOf(accessKeyId: string): string | undefined {
  return accessKeyId.startsWith(prefix) ? accessKeyId.slice(prefix.length) : undefined;
}

/** The key that a request says it is signed with, in its header. */
export function readAccessKeyId(authorization: string | undefined): string {
  return /Credential=([^/,\s]+)/.exec(authorization ?? '')?.[1] ?? '';
}
