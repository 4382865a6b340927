import * as z from 'zod';
import { callService } from '../host/call-service.ts';
import { accessKeyOf } from '../iam/access-key.ts';

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
  readonly #accessKeyId: string;
  #queueUrl: string | undefined;

  /** @param functionName Lambda takes messages with the role of the function that they are for */
  constructor(sqsUrl: string, queueArn: string, functionName: string) {
    this.#sqsUrl = sqsUrl;
    this.#accessKeyId = accessKeyOf(functionName).accessKeyId;
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
    return ReceiveOutput.parse(await this.#call('ReceiveMessage', input, signal)).Messages;
  }

  async delete(messages: readonly Message[]): Promise<void> {
    const QueueUrl = await this.#findUrl();
    for (let start = 0; start < messages.length; start += maxPerCall) {
      const part = messages.slice(start, start + maxPerCall);
      const Entries = part.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { QueueUrl, Entries });
    }
  }

  #call(operation: string, input: object, signal?: AbortSignal): Promise<unknown> {
    const options = { accessKeyId: this.#accessKeyId, ...(signal && { signal }) };
    return callService(this.#sqsUrl, `AmazonSQS.${operation}`, input, options);
  }

  async #findUrl(): Promise<string> {
    const input = { QueueName: this.#queueName };
    this.#queueUrl ??= QueueUrlOutput.parse(await callService(this.#sqsUrl, 'AmazonSQS.GetQueueUrl', input)).QueueUrl;
    return this.#queueUrl;
  }
}
