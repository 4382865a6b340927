import { arn } from './json-service/local-account.ts';

/** Where the services that deliver to others find them. */
export interface DeliveryTargets {
  readonly sqsUrl: string;
  /** The Invoke operation of the local Lambda. */
  readonly lambdaUrl: string;
}

export interface QueueMessage {
  readonly body: string;
  readonly messageGroupId?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
}

// The local services look at who asks, not at the signature.
const authorization = 'AWS4-HMAC-SHA256 Credential=local';

async function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { authorization, ...headers }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
}

/** Puts a message into a local queue. Resolves when the queue has it. */
export async function sendToQueue(sqsUrl: string, queueArn: string, message: QueueMessage): Promise<void> {
  const [, , , , account = '', name = ''] = queueArn.split(':');
  const attributes = Object.entries(message.attributes ?? {}).map(([key, StringValue]) => [
    key,
    { DataType: 'String', StringValue },
  ]);
  const input = {
    QueueUrl: `${sqsUrl}/${account}/${name}`,
    MessageBody: message.body,
    ...(message.messageGroupId !== undefined && { MessageGroupId: message.messageGroupId }),
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  };
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' };
  await post(sqsUrl, headers, JSON.stringify(input));
}

/**
 * Delivers to a queue or, asynchronously, to a function.
 *
 * @throws Error when the target did not take it, or is of another kind
 */
export async function deliver(targets: DeliveryTargets, targetArn: string, message: QueueMessage): Promise<void> {
  if (targetArn.startsWith(arn('sqs', ''))) return sendToQueue(targets.sqsUrl, targetArn, message);
  if (!targetArn.startsWith(arn('lambda', 'function:'))) throw new Error(`Nothing is delivered to ${targetArn} here.`);
  const url = `${targets.lambdaUrl}/2015-03-31/functions/${encodeURIComponent(targetArn)}/invocations`;
  await post(url, { 'x-amz-invocation-type': 'Event' }, message.body);
}
