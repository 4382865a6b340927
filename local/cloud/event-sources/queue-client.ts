import * as z from 'zod';
import { callService } from '../host/call-service.ts';

const Attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
});
const Message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z.record(z.string(), Attribute).default({}),
});
/** A message as the queue hands it out. */
export type Message = z.infer<typeof Message>;

const ReceiveOutput = z.object({ Messages: z.array(Message).default([]) });
const QueueUrlOutput = z.object({ QueueUrl: z.string() });

/** Largest number of messages that SQS hands out or deletes in one call. */
export const maxPerCall = 10;

/** The calls that an event source makes on its queue. */
export class QueueClient {
  readonly #sqsUrl: string;
  readonly #queueName: string;
  #queueUrl: string | undefined;

  constructor(sqsUrl: string, queueArn: string) {
    this.#sqsUrl = sqsUrl;
    this.#queueName = queueArn.split(':').at(-1) ?? '';
  }

  /** Up to `max` messages; waits for the first one for up to `waitSeconds`. */
  async receive(max: number, waitSeconds: number, signal: AbortSignal): Promise<Message[]> {
    const input = {
      QueueUrl: await this.#findUrl(),
      MaxNumberOfMessages: Math.min(max, maxPerCall),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    return ReceiveOutput.parse(await callService(this.#sqsUrl, 'AmazonSQS.ReceiveMessage', input, signal)).Messages;
  }

  async delete(messages: readonly Message[]): Promise<void> {
    const QueueUrl = await this.#findUrl();
    for (let start = 0; start < messages.length; start += maxPerCall) {
      const part = messages.slice(start, start + maxPerCall);
      const Entries = part.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await callService(this.#sqsUrl, 'AmazonSQS.DeleteMessageBatch', { QueueUrl, Entries });
    }
  }

  async #findUrl(): Promise<string> {
    const input = { QueueName: this.#queueName };
    this.#queueUrl ??= QueueUrlOutput.parse(await callService(this.#sqsUrl, 'AmazonSQS.GetQueueUrl', input)).QueueUrl;
    return this.#queueUrl;
  }
}
