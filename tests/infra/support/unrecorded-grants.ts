interface Unrecorded {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** What no machine but AWS's can show. */
const ofAws: readonly Unrecorded[] = [
  { pattern: / logs:/, reason: 'Lambda writes the log with the role of the function; locally the host writes it.' },
  { pattern: / ec2:/, reason: 'Lambda plugs the function into the network; its own code is forbidden to.' },
  {
    pattern: / elasticache:Connect /,
    reason: 'The local Redis asks nobody who they are; the signed request is tested by itself.',
  },
  {
    pattern: / sqs:GetQueueAttributes /,
    reason: 'Lambda asks for it when the queue is made the source of a function.',
  },
  {
    pattern: /^mailer ses:SendEmail .*configuration-set/,
    reason: 'SES asks for it beside the identity, whose configuration it is.',
  },
];

/** What takes hours, or a failure at the right moment: the suites named go there, in one process. */
const elsewhere: readonly Unrecorded[] = [
  {
    pattern: /^(publish|transfer)-worker (kms:GenerateDataKey|ssm:GetParameter) /,
    reason: 'A token is renewed when it runs out: tests/connections/single-flight.',
  },
  {
    pattern: /^(videos|publish-worker|transfer-worker) s3:ListBucket /,
    reason: 'S3 asks for it when an object is missing: tests/cloud/iam-services.',
  },
  {
    pattern: /^settings dynamodb:(Update|Delete)Item /,
    reason: 'The row of an idempotency key is changed with the answer: tests/http.',
  },
  {
    pattern: /^connections sqs:SendMessage queue:.*publish/,
    reason: 'Posts that waited for a connection go on: tests/connections.',
  },
  {
    pattern:
      /^sweeper (dynamodb:DeleteItem|s3:AbortMultipartUpload|sqs:SendMessage queue:.*-transfers$|lambda:InvokeFunction function:.*-account-worker$)/,
    reason: 'What has been forgotten for a day or more is cleaned up, or hinted at again: tests/worker.',
  },
  {
    pattern: /^transfer-worker (dynamodb:DeleteItem|s3:(AbortMultipartUpload|DeleteObject)|sqs:SendMessage) /,
    reason: 'Transfers that take longer than a turn, are cancelled in the middle or removed: tests/transfers.',
  },
  { pattern: /^auth dynamodb:(BatchGet|Update|Delete)/, reason: 'Changes of password and address: tests/accounts.' },
  {
    pattern: /^media-probe sqs:SendMessage queue:.*-dead$/,
    reason: 'Lambda lays aside with the role of the function what has failed three times: tests/cloud/async-events.',
  },
  {
    pattern: /^account(-worker)? /,
    reason: 'Exports and removals of whole accounts: tests/accounts.',
  },
];

/** Rights that are granted and that no journey on one machine is seen to use, each with the reason. */
export const unrecordedGrants: readonly Unrecorded[] = [...ofAws, ...elsewhere];
