import type { MessageAttributes } from './message.ts';
import { invalidMessageContents, invalidParameter, missingParameter } from './sqs-error.ts';

// Everything outside the characters that XML 1.0 allows, lone surrogates too.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const attributeName = /^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/i;
const attributeType = /^(String|Number|Binary)(\..+)?$/;
/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxAttributes = 10;

function attributeBytes(name: string, { DataType, StringValue, BinaryValue }: MessageAttributes[string]): number {
  const value =
    BinaryValue === undefined ? Buffer.byteLength(StringValue ?? '') : Buffer.byteLength(BinaryValue, 'base64');
  return Buffer.byteLength(name) + Buffer.byteLength(DataType) + value;
}

/** Bytes that a message counts against the size limits: the body and every attribute's name, type and value. */
export function messageBytes(body: string, attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + attributeBytes(name, value),
    Buffer.byteLength(body),
  );
}

function assertAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > maxAttributes)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  for (const [name, { DataType, StringValue, BinaryValue }] of entries) {
    if (!attributeName.test(name)) throw invalidParameter(`Invalid message attribute name '${name}'.`);
    if (!attributeType.test(DataType)) throw invalidParameter(`The type of message attribute '${name}' is invalid.`);
    const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
    if (!value) throw invalidParameter(`Message attribute '${name}' must contain a non-empty value of its type.`);
    if (DataType.startsWith('Number') && !Number.isFinite(Number(value))) {
      throw invalidParameter(`Can't cast the value of message attribute '${name}' to a number.`);
    }
  }
}

/**
 * Checks what a sender wants to have stored.
 *
 * @param limitBytes the queue's own size limit.
 * @throws {AwsError} `MissingParameter`, `InvalidMessageContents` or `InvalidParameterValue`.
 */
export function assertMessage(body: string, attributes: MessageAttributes, limitBytes: number): void {
  if (body === '') throw missingParameter('MessageBody');
  if (forbidden.test(body)) throw invalidMessageContents();
  assertAttributes(attributes);
  if (messageBytes(body, attributes) > limitBytes) {
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limitBytes + 1} bytes.`,
    );
  }
}
