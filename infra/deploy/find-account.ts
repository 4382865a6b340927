import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { isMissing } from './deployed-stacks.ts';

/**
 * The account of the credentials, after a look whether cdk can deploy to it.
 *
 * @returns twelve digits
 * @throws Error with the command that is missing, when nobody has run `cdk bootstrap` in this region
 */
export async function findAccount(region: string): Promise<string | undefined> {
  // What `cdk bootstrap` makes; who has called it otherwise tells cdk by the same variable.
  const { CDK_TOOLKIT_STACK_NAME: StackName = 'CDKToolkit' } = process.env;
  try {
    const client = new CloudFormationClient({ region });
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    // arn:aws:cloudformation:<region>:<account>:stack/CDKToolkit/<id>
    return Stacks[0]?.StackId?.split(':')[4];
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Error(
      `Region ${region} of this account is not prepared: run \`npx cdk bootstrap --app '' aws://<account>/${region}\` once.`,
    );
  }
}
