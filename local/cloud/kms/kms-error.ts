import { AwsError } from '../json-service/aws-error.ts';

export function notFound(what: string): AwsError {
  return new AwsError('NotFoundException', `${what} is not found.`);
}

/** The blob is broken, was made by somebody else, or the encryption context is not the one that it was made with. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', 'The ciphertext or the encryption context is not valid.');
}

export function incorrectKey(): AwsError {
  const message = 'The key ID in the request does not identify a CMK that can perform this operation.';
  return new AwsError('IncorrectKeyException', message);
}

export function disabled(keyArn: string): AwsError {
  return new AwsError('DisabledException', `${keyArn} is disabled.`);
}

export function invalidState(keyArn: string, state: string): AwsError {
  return new AwsError('KMSInvalidStateException', `${keyArn} is ${state}.`);
}

export function unsupported(message: string): AwsError {
  return new AwsError('UnsupportedOperationException', message);
}
