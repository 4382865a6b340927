import { arn } from '../../json-service/local-account.ts';
import { S3Error } from '../s3-error.ts';
import { childrenNamed, textOf, textsOf, type XmlElement } from '../xml/parse-xml.ts';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete';

/** Where the events of every bucket go that tells EventBridge. */
export const defaultBusArn = arn('events', 'event-bus/default');

export type NotificationRule = { id: string; targetArn: string; events: string[]; prefix: string; suffix: string };

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
 * Reads a NotificationConfiguration. Queues can be notified here, and EventBridge, which is told of everything.
 *
 * @throws S3Error
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function parseNotificationRules(root: XmlElement): NotificationRule[] {
  if (root.name !== 'NotificationConfiguration') {
    throw new S3Error('MalformedXML', 'The root element must be NotificationConfiguration.');
  }
  const other = root.children.find(({ name }) => name !== 'QueueConfiguration' && name !== 'EventBridgeConfiguration');
  if (other) throw new S3Error('NotImplemented', `${other.name} is not emulated; only queues and EventBridge are.`);
  const toBus = childrenNamed(root, 'EventBridgeConfiguration').length > 0 ? [busRule] : [];
  return [...childrenNamed(root, 'QueueConfiguration').map(parseRule), ...toBus];
}

const busRule: NotificationRule = {
  id: 'event-bridge',
  targetArn: defaultBusArn,
  events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
  prefix: '',
  suffix: '',
};

function parseRule(element: XmlElement, index: number): NotificationRule {
  const targetArn = textOf(element, 'Queue')?.trim() ?? '';
  if (!/^arn:aws:sqs:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/.test(targetArn)) {
    throw new S3Error('InvalidArgument', 'The ARN could not be validated.', { details: { ArgumentValue: targetArn } });
  }
  const events = textsOf(element, 'Event');
  if (events.length === 0) throw new S3Error('MalformedXML', 'A QueueConfiguration needs an Event.');
  const unknown = events.find((event) => !knownEvents.has(event));
  if (unknown) throw new S3Error('InvalidArgument', `The event '${unknown}' is not supported for notifications.`);
  return { id: textOf(element, 'Id')?.trim() || `rule-${index + 1}`, targetArn, events, ...parseFilter(element) };
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
