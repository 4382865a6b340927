import { AwsError } from '../json-service/aws-error.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function invalidExpression(expression: string): AwsError {
  return validationError(`Invalid Schedule Expression ${expression}.`);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, { status: 409 });
}

export function doesNotExist(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} does not exist.`, { status: 404 });
}
