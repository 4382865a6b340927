/** Where the local AWS services listen. */
export interface ServiceEndpoints {
  readonly dynamodb: string;
  readonly kms: string;
  readonly lambda: string;
  readonly s3: string;
  readonly scheduler: string;
  readonly sesv2: string;
  readonly sqs: string;
  readonly ssm: string;
}

/**
 * The variables by which every AWS SDK finds the services, for example AWS_ENDPOINT_URL_S3.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function toEndpointVariables(endpoints: ServiceEndpoints): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_KMS: endpoints.kms,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
    AWS_ENDPOINT_URL_SESV2: endpoints.sesv2,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SSM: endpoints.ssm,
  };
}
