import { createHash } from 'node:crypto';
import type { ResourceType } from '../template/resource-type.ts';

/** `AWS::CloudFront::Distribution`: a name for policies. Its work is done by whoever listens for browsers on this machine. */
export const distributionType: ResourceType = async ({ generatedName }) => {
  const id = `E${createHash('sha256').update(generatedName).digest('hex').slice(0, 13).toUpperCase()}`;
  return { ref: id, attributes: { Id: id, DomainName: `${id.toLowerCase()}.cloudfront.localhost` } };
};
