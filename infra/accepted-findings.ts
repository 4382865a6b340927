import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The rules of cdk-nag that are set aside somewhere, by the one reason for each. docs/adr/0037 names the evidence. */
const acceptedFindings = {
  'names that come and go': {
    rules: ['AwsSolutions-IAM5'],
    reason:
      'Objects of videos, schedules of posts and interfaces of Lambda get their names while Hopper runs; actions and whatever else has a name are written out.',
  },
  'public by contract': {
    rules: ['AwsSolutions-APIG4'],
    reason: 'The contract declares it public: nobody has to be known to log in or to be told that a page is missing.',
  },
  'laid aside elsewhere': {
    rules: [
      'AwsSolutions-SQS3',
      'Serverless-SQSRedrivePolicy',
      'Serverless-LambdaDLQ',
      'Serverless-LambdaEventSourceMappingDestination',
      'Serverless-LambdaAsyncFailureDestination',
    ],
    reason:
      'What fails is laid aside by the queue that fed it, where such a queue is the last place there is; a caller who waits is told; the next run of the sweeper looks at everything anew.',
  },
  'followed by its request id': {
    rules: ['Serverless-LambdaTracing'],
    reason:
      'Every line of log from the request to the call of the platform carries the id of the request; X-Ray would take a wildcard and cost by the request.',
  },
  'for the owner to choose': {
    rules: ['AwsSolutions-CFR1', 'AwsSolutions-CFR2', 'AwsSolutions-CFR3', 'AwsSolutions-CFR4'],
    reason:
      'Countries, firewall and certificate are values of a stage, for they cost money or need a domain; a log of CloudFront would keep addresses with one-use codes in them, so the API writes one without.',
  },
} as const;

type Accepted = keyof typeof acceptedFindings;

/**
 * Sets rules aside for one construct and what is below it.
 *
 * @param finding what a rule that finds several things in one construct adds to its name: `[Resource::*]`
 */
export function accept(scope: IConstruct, accepted: Accepted, finding = ''): void {
  const { rules, reason } = acceptedFindings[accepted];
  for (const rule of rules) Validations.of(scope).acknowledge({ id: `${rule}${finding}`, reason });
}
