import { AwsError } from '../json-service/aws-error.ts';
import { localRegion } from '../json-service/local-account.ts';

export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

export function alreadyExists(what: string): AwsError {
  return new AwsError('AlreadyExistsException', `${what} already exists.`);
}

export function notFound(what: string): AwsError {
  return new AwsError('NotFoundException', `${what} does not exist.`, { status: 404 });
}

/** @see https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html */
export function notVerified(address: string): AwsError {
  const region = localRegion.toUpperCase();
  const message = `Email address is not verified. The following identities failed the check in region ${region}: ${address}`;
  return new AwsError('MessageRejected', message);
}
