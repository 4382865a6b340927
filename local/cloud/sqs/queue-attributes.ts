import * as z from 'zod';
import { invalidAttributeName, invalidAttributeValue, unsupportedOperation } from './sqs-error.ts';

/** A queue's settings as AWS holds them: every value is a string. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** Largest message, in bytes: 1 MiB since 2025. */
export const maxMessageBytes = 1_048_576;

const secondsIn12Hours = 43_200;

/**
 * Numeric settings: smallest and largest value.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const ranges = new Map([
  ['DelaySeconds', [0, 900]],
  ['MaximumMessageSize', [1_024, maxMessageBytes]],
  ['MessageRetentionPeriod', [60, 1_209_600]],
  ['ReceiveMessageWaitTimeSeconds', [0, 20]],
  ['VisibilityTimeout', [0, secondsIn12Hours]],
  ['KmsDataKeyReusePeriodSeconds', [60, 86_400]],
]);
/** Kept and given back, without an effect here. */
const inert = new Set(['Policy', 'RedriveAllowPolicy', 'KmsMasterKeyId', 'SqsManagedSseEnabled']);
const fifoOnly = new Set(['FifoQueue', 'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit']);

/** The settings of a queue that was made without any. */
export const defaultAttributes: QueueAttributes = {
  DelaySeconds: '0',
  MaximumMessageSize: String(maxMessageBytes),
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

const redriveSchema = z.object({
  deadLetterTargetArn: z.string().min(1),
  maxReceiveCount: z.coerce.number().int().min(1).max(1_000),
});
export type RedrivePolicy = z.output<typeof redriveSchema>;

function parseRedrive(text: string): RedrivePolicy {
  try {
    return redriveSchema.parse(JSON.parse(text));
  } catch {
    throw invalidAttributeValue('RedrivePolicy');
  }
}

function assertValid(name: string, value: string): void {
  const range = ranges.get(name);
  if (fifoOnly.has(name))
    throw unsupportedOperation('The local queue server has standard queues only, no FIFO queues.');
  if (name === 'RedrivePolicy') {
    if (value !== '') parseRedrive(value);
  } else if (range) {
    const [smallest = 0, largest = 0] = range;
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < smallest || number > largest) throw invalidAttributeValue(name);
  } else if (!inert.has(name)) throw invalidAttributeName(name);
}

/**
 * Checks settings and lays them over the present ones; an empty string takes a setting away.
 *
 * @throws {AwsError} `InvalidAttributeName`, `InvalidAttributeValue`, `UnsupportedOperation` (FIFO).
 */
export function mergeAttributes(present: QueueAttributes, changes: QueueAttributes): QueueAttributes {
  for (const [name, value] of Object.entries(changes)) assertValid(name, value);
  return Object.fromEntries(Object.entries({ ...present, ...changes }).filter(([, value]) => value !== ''));
}

/** A numeric setting. */
export function numberAttribute(attributes: QueueAttributes, name: string): number {
  return Number(attributes[name]);
}

/** Where messages go that were received too often, if anywhere. */
export function redrivePolicy(attributes: QueueAttributes): RedrivePolicy | undefined {
  const text = attributes.RedrivePolicy;
  return text === undefined ? undefined : parseRedrive(text);
}

/** The first setting whose value differs, JSON compared by meaning for the redrive policy. */
export function differingAttribute(present: QueueAttributes, wanted: QueueAttributes): string | undefined {
  const meaning = (name: string, value: string | undefined) =>
    name === 'RedrivePolicy' && value ? JSON.stringify(parseRedrive(value)) : (value ?? '');
  return Object.keys(wanted).find((name) => meaning(name, present[name]) !== meaning(name, wanted[name]));
}
