import { AwsError } from '../json-service/aws-error.ts';
import type { InvalidInput } from '../json-service/operation.ts';

const prefix = 'AWS.SimpleQueueService';

/** A parameter has a value that the service does not take. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
}

/** A required parameter is not there. */
export function missingParameter(name: string): AwsError {
  const message = `The request must contain the parameter ${name}.`;
  return new AwsError('MissingRequiredParameterException', message, { queryCode: 'MissingParameter' });
}

export function sqsInvalidInput(error: InvalidInput): AwsError {
  return error.missing ? missingParameter(error.member) : invalidParameter(error.message);
}

export function queueDoesNotExist(): AwsError {
  const message = 'The specified queue does not exist.';
  return new AwsError('QueueDoesNotExist', message, { queryCode: `${prefix}.NonExistentQueue` });
}

export function queueNameExists(attribute: string): AwsError {
  const message = `A queue already exists with the same name and a different value for attribute ${attribute}`;
  return new AwsError('QueueNameExists', message, { queryCode: 'QueueAlreadyExists' });
}

export function invalidAttributeName(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`, { queryCode: 'InvalidAttributeName' });
}

export function invalidAttributeValue(name: string): AwsError {
  const message = `Invalid value for the parameter ${name}.`;
  return new AwsError('InvalidAttributeValue', message, { queryCode: 'InvalidAttributeValue' });
}

export function unsupportedOperation(message: string): AwsError {
  return new AwsError('UnsupportedOperation', message, { queryCode: `${prefix}.UnsupportedOperation` });
}

export function receiptHandleIsInvalid(handle: string): AwsError {
  const message = `The input receipt handle "${handle}" is not a valid receipt handle.`;
  return new AwsError('ReceiptHandleIsInvalid', message, { queryCode: 'ReceiptHandleIsInvalid', status: 404 });
}

export function messageNotInflight(): AwsError {
  const message = 'The message referred to is not in flight.';
  return new AwsError('MessageNotInflight', message, { queryCode: `${prefix}.MessageNotInflight` });
}

export function invalidMessageContents(): AwsError {
  const message =
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD.';
  return new AwsError('InvalidMessageContents', message, { queryCode: 'InvalidMessageContents' });
}

/** Something is wrong with a batch as a whole. */
export function batchError(
  code:
    | 'EmptyBatchRequest'
    | 'TooManyEntriesInBatchRequest'
    | 'BatchEntryIdsNotDistinct'
    | 'InvalidBatchEntryId'
    | 'BatchRequestTooLong',
  message: string,
): AwsError {
  return new AwsError(code, message, { queryCode: `${prefix}.${code}` });
}
