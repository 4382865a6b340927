import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import type { Message, MessageAttributes } from '../message.ts';
import { attributesMd5, bodyMd5 } from '../message-md5.ts';
import { numberAttribute } from '../queue-attributes.ts';
import { toReceiptHandle } from '../receipt-handle.ts';
import type { SqsContext } from '../sqs-context.ts';

const names = z.array(z.string()).default([]);
const input = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
});

/** What messages of this account are sent by, as far as a consumer can tell. */
const senderId = 'AIDALOCAL';

function systemAttributes(message: Message, wanted: readonly string[]) {
  const all = {
    SenderId: senderId,
    SentTimestamp: String(message.sent_at),
    ApproximateReceiveCount: String(message.receive_count),
    ApproximateFirstReceiveTimestamp: String(message.first_received_at),
    ...(message.message_group && { MessageGroupId: message.message_group }),
    ...(message.source_queue && { DeadLetterQueueSourceArn: message.source_queue }),
    ...(message.trace_header && { AWSTraceHeader: message.trace_header }),
  };
  const chosen = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
}

function customAttributes(attributes: MessageAttributes, wanted: readonly string[]) {
  const fits = (name: string) =>
    wanted.some(
      (want) => want === 'All' || want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -2))),
    );
  const chosen = Object.fromEntries(Object.entries(attributes).filter(([name]) => fits(name)));
  const md5 = attributesMd5(chosen);
  return md5 === undefined ? {} : { MessageAttributes: chosen, MD5OfMessageAttributes: md5 };
}

function toAnswer(message: Message, systemNames: readonly string[], customNames: readonly string[]) {
  return {
    MessageId: message.message_id,
    ReceiptHandle: toReceiptHandle(message.queue_id, { seq: message.seq, secret: message.receipt ?? '' }),
    MD5OfBody: bodyMd5(message.body),
    Body: message.body,
    ...systemAttributes(message, systemNames),
    ...customAttributes(message.attributes, customNames),
  };
}

/** Receiving messages, at once or by waiting for them. */
export function receive({ queues, polls, take }: SqsContext) {
  return {
    ReceiveMessage: operation(input, async (request, call) => {
      const { name, id, attributes } = queues.getByUrl(request.QueueUrl);
      const asked = { max: request.MaxNumberOfMessages, visibilitySeconds: request.VisibilityTimeout };
      const takeNow = () => {
        // Looked up again each time: the settings count that the queue has when the message is taken.
        const queue = queues.find(name);
        if (!queue) return [];
        const { messages, deadLetters } = take(queue, asked);
        if (deadLetters) polls.wake(deadLetters.id);
        return messages;
      };
      const waitSeconds = request.WaitTimeSeconds ?? numberAttribute(attributes, 'ReceiveMessageWaitTimeSeconds');
      const ready = takeNow();
      const waits = ready.length === 0 && waitSeconds > 0;
      const messages = waits ? await polls.wait(id, waitSeconds * 1_000, call.signal, takeNow) : ready;
      const systemNames = [...request.AttributeNames, ...request.MessageSystemAttributeNames];
      const Messages = messages.map((message) => toAnswer(message, systemNames, request.MessageAttributeNames));
      return Messages.length > 0 ? { Messages } : {};
    }),
  };
}
