import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';

/**
 * Has CloudFront ask for files anew everywhere. It does so by itself after a second, as their headers say; this makes it sure.
 *
 * @param reference of this release; the same one a second time changes nothing
 */
export async function invalidate(
  client: CloudFrontClient,
  DistributionId: string,
  paths: readonly string[],
  reference: string,
): Promise<void> {
  const Paths = { Quantity: paths.length, Items: [...paths] };
  await client.send(
    new CreateInvalidationCommand({ DistributionId, InvalidationBatch: { CallerReference: reference, Paths } }),
  );
}
