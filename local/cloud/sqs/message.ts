import * as z from 'zod';

/** A message attribute as it was sent; binary values stay base64. */
export const messageAttribute = z.object({
  DataType: z.string().min(1).max(256),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
export const messageAttributes = z.record(z.string(), messageAttribute);
export type MessageAttributes = z.output<typeof messageAttributes>;

/** One message as the table holds it; times in epoch milliseconds. */
export const messageRow = z.object({
  seq: z.number(),
  queue_id: z.number(),
  message_id: z.string(),
  body: z.string(),
  attributes: z
    .string()
    .nullable()
    .transform((text) => (text === null ? {} : messageAttributes.parse(JSON.parse(text)))),
  trace_header: z.string().nullable(),
  /** Empty for a message without a group. */
  message_group: z.string(),
  state: z.number(),
  visible_at: z.number(),
  sent_at: z.number(),
  first_received_at: z.number().nullable(),
  taken_at: z.number().nullable(),
  /** Secret part of the newest receipt handle. */
  receipt: z.string().nullable(),
  /** Receives over all queues, which is what the consumer is told. */
  receive_count: z.number(),
  /** Receives in this queue, which is what its redrive policy counts. */
  receives_here: z.number(),
  /** 1 for the copy that a duplicate delivery made. */
  is_copy: z.number(),
  source_queue: z.string().nullable(),
});
export type Message = z.output<typeof messageRow>;
