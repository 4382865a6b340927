import { localAccount, localRegion } from '../json-service/local-account.ts';

/**
 * The parameters that every template has without declaring them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameters(stackName: string): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['AWS::Region', localRegion],
    ['AWS::AccountId', localAccount],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stackName],
    ['AWS::StackId', `arn:aws:cloudformation:${localRegion}:${localAccount}:stack/${stackName}/local`],
    ['AWS::NotificationARNs', []],
  ]);
}
