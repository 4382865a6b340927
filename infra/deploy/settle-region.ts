import { CloudFormationClient } from '@aws-sdk/client-cloudformation';

/**
 * The region to work in, put into the environment: the SDK does not know AWS_DEFAULT_REGION, which the AWS command line and
 * cdk do, and cdk takes us-east-1 where it finds none. So both would look for a stage in different places.
 *
 * @throws Error when neither the environment nor the profile has one
 */
export async function settleRegion(): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const region = AWS_REGION || AWS_DEFAULT_REGION || (await new CloudFormationClient().config.region());
  process.env.AWS_REGION = region;
  return region;
}
