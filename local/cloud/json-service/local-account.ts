/** The one region and account that the local cloud has. */
export const localRegion = 'us-east-1';
export const localAccount = '000000000000';

/** Name of a resource in the local account, for example `arn('sqs', 'videos')`. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${localRegion}:${localAccount}:${resource}`;
}
