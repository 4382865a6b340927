import { S3Error } from '../s3-error.ts';
import { childrenNamed, textOf, textsOf, type XmlElement } from '../xml/parse-xml.ts';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete';

export type NotificationRule = { id: string; queueArn: string; events: string[]; prefix: string; suffix: string };

const knownEvents = new Set([
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
  's3:ObjectRemoved:*',
  's3:ObjectRemoved:Delete',
  's3:ObjectRemoved:DeleteMarkerCreated',
]);

/**
 * Reads a NotificationConfiguration. Only queues can be notified here.
 *
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function parseNotificationRules(root: XmlElement): NotificationRule[] {
  if (root.name !== 'NotificationConfiguration') {
    throw new S3Error('MalformedXML', 'The root element must be NotificationConfiguration.');
  }
  const other = root.children.find((child) => child.name !== 'QueueConfiguration');
  if (other) throw new S3Error('NotImplemented', `${other.name} is not emulated; only queues can be notified.`);
  return childrenNamed(root, 'QueueConfiguration').map(parseRule);
}

function parseRule(element: XmlElement, index: number): NotificationRule {
  const queueArn = textOf(element, 'Queue')?.trim() ?? '';
  if (!/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/.test(queueArn)) {
    throw new S3Error('InvalidArgument', 'The ARN could not be validated.', { details: { ArgumentValue: queueArn } });
  }
  const events = textsOf(element, 'Event');
  if (events.length === 0) throw new S3Error('MalformedXML', 'A QueueConfiguration needs an Event.');
  const unknown = events.find((event) => !knownEvents.has(event));
  if (unknown) throw new S3Error('InvalidArgument', `The event '${unknown}' is not supported for notifications.`);
  return { id: textOf(element, 'Id')?.trim() || `rule-${index + 1}`, queueArn, events, ...parseFilter(element) };
}

function parseFilter(element: XmlElement): { prefix: string; suffix: string } {
  const keys = childrenNamed(element, 'Filter').flatMap((filter) => childrenNamed(filter, 'S3Key'));
  const values = { prefix: '', suffix: '' };
  for (const rule of keys.flatMap((key) => childrenNamed(key, 'FilterRule'))) {
    const name = textOf(rule, 'Name')?.trim().toLowerCase();
    if (name !== 'prefix' && name !== 'suffix') {
      throw new S3Error('InvalidArgument', 'filter rule name must be either prefix or suffix');
    }
    values[name] = textOf(rule, 'Value') ?? '';
  }
  return values;
}

export function ruleMatches(rule: NotificationRule, event: S3EventName, key: string): boolean {
  const group = `s3:${event.split(':')[0]}:*`;
  const wanted = rule.events.includes(`s3:${event}`) || rule.events.includes(group);
  return wanted && key.startsWith(rule.prefix) && key.endsWith(rule.suffix);
}
