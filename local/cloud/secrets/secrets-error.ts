import { AwsError } from '../json-service/aws-error.ts';

export function secretNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

export function valueNotFound(label: string): AwsError {
  const message = `Secrets Manager can't find the specified secret value for ${label}`;
  return new AwsError('ResourceNotFoundException', message);
}

export function secretExists(message: string): AwsError {
  return new AwsError('ResourceExistsException', message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function markedForDeletion(): AwsError {
  const message =
    "You can't perform this operation on the secret because it was marked for deletion. Restore it to make it usable again.";
  return new AwsError('InvalidRequestException', message);
}
