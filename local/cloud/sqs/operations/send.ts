import * as z from 'zod';
import { inTransaction } from '../../json-service/open-database.ts';
import { operation } from '../../json-service/operation.ts';
import { batchInput, runBatch } from '../batch.ts';
import { type MessageAttributes, messageAttributes } from '../message.ts';
import { assertMessage, messageBytes } from '../message-content.ts';
import { attributesMd5, bodyMd5 } from '../message-md5.ts';
import { maxMessageBytes, numberAttribute } from '../queue-attributes.ts';
import type { Queue } from '../queue-store.ts';
import type { SqsContext } from '../sqs-context.ts';
import { batchError, invalidParameter } from '../sqs-error.ts';

const messageShape = {
  MessageBody: z.string(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: messageAttributes.default({}),
  MessageSystemAttributes: z.object({ AWSTraceHeader: z.object({ StringValue: z.string() }).optional() }).default({}),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
};
const sendInput = z.object({ QueueUrl: z.string(), ...messageShape });
type SendInput = Omit<z.output<typeof sendInput>, 'QueueUrl'>;

const maxDelaySeconds = 900;
/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const groupId = /^[!-~]{1,128}$/;

function assertOptions(input: SendInput): void {
  const { DelaySeconds = 0, MessageGroupId, MessageDeduplicationId } = input;
  if (!Number.isInteger(DelaySeconds) || DelaySeconds < 0 || DelaySeconds > maxDelaySeconds) {
    throw invalidParameter(
      `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${maxDelaySeconds}.`,
    );
  }
  if (MessageGroupId !== undefined && !groupId.test(MessageGroupId)) {
    throw invalidParameter(`Value ${MessageGroupId} for parameter MessageGroupId is invalid.`);
  }
  if (MessageDeduplicationId !== undefined) {
    throw invalidParameter(
      'The request include parameter MessageDeduplicationId which is not valid for this queue type',
    );
  }
}

function store({ messages }: SqsContext, queue: Queue, input: SendInput) {
  assertOptions(input);
  const attributes: MessageAttributes = input.MessageAttributes;
  assertMessage(input.MessageBody, attributes, numberAttribute(queue.attributes, 'MaximumMessageSize'));
  const MessageId = messages.add(queue, {
    body: input.MessageBody,
    attributes,
    traceHeader: input.MessageSystemAttributes.AWSTraceHeader?.StringValue,
    group: input.MessageGroupId ?? '',
    delaySeconds: input.DelaySeconds ?? numberAttribute(queue.attributes, 'DelaySeconds'),
  });
  return { MessageId, MD5OfMessageBody: bodyMd5(input.MessageBody), MD5OfMessageAttributes: attributesMd5(attributes) };
}

/** Sending messages, one by one or ten at once. */
export function send(context: SqsContext) {
  const { database, queues, polls } = context;
  return {
    SendMessage: operation(sendInput, ({ QueueUrl, ...input }) => {
      const queue = queues.getByUrl(QueueUrl);
      const sent = store(context, queue, input);
      polls.wake(queue.id);
      return sent;
    }),
    SendMessageBatch: operation(batchInput(messageShape), ({ QueueUrl, Entries }) => {
      const queue = queues.getByUrl(QueueUrl);
      const bytes = Entries.reduce((sum, entry) => sum + messageBytes(entry.MessageBody, entry.MessageAttributes), 0);
      if (bytes > maxMessageBytes) {
        const message = `Batch requests cannot be longer than ${maxMessageBytes} bytes. You have sent ${bytes} bytes.`;
        throw batchError('BatchRequestTooLong', message);
      }
      const result = inTransaction(database, () => runBatch(Entries, (entry) => store(context, queue, entry)));
      polls.wake(queue.id);
      return result;
    }),
  };
}
