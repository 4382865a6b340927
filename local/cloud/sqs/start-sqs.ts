import { jsonProtocol } from '../json-service/json-protocol.ts';
import { openDatabase } from '../json-service/open-database.ts';
import type { OperationTable } from '../json-service/operation.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { createLongPolls } from './long-polls.ts';
import { openMessageStore } from './message-store.ts';
import { deleteMessages } from './operations/delete.ts';
import { queueLifecycle } from './operations/queue-lifecycle.ts';
import { queueSettings } from './operations/queue-settings.ts';
import { receive } from './operations/receive.ts';
import { redrive } from './operations/redrive.ts';
import { send } from './operations/send.ts';
import { visibility } from './operations/visibility.ts';
import { openQueueStore } from './queue-store.ts';
import type { SqsContext } from './sqs-context.ts';
import { sqsInvalidInput } from './sqs-error.ts';
import { sqsSchema } from './sqs-schema.ts';
import { createTake } from './take-messages.ts';

export interface SqsOptions extends ServiceOptions {
  /** Folder for `sqs.db`. */
  dataDir: string;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
  /** Asked for every received message: true delivers it a second time, as standard queues may. */
  duplicate?(queueName: string): boolean;
}

/** Ten messages of 1 MiB together, every character of them escaped as \uXXXX. */
const maxBodyBytes = 8 * 1_048_576;

function sqsOperations(context: SqsContext): OperationTable {
  return {
    ...queueLifecycle(context),
    ...queueSettings(context),
    ...send(context),
    ...receive(context),
    ...deleteMessages(context),
    ...visibility(context),
    ...redrive(context),
  };
}

/**
 * Starts a server that speaks the protocol of Amazon SQS for standard queues.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
 */
export async function startSqs(options: SqsOptions): Promise<RunningService> {
  const { dataDir, now = Date.now, duplicate } = options;
  const database = openDatabase(dataDir, 'sqs.db', sqsSchema);
  const queues = openQueueStore(database, now);
  const messages = openMessageStore(database, now);
  const polls = createLongPolls({ now, nextVisibleAt: messages.nextVisibleAt });
  const take = createTake({ database, queues, messages, now, duplicate });
  const operations = sqsOperations({ database, queues, messages, polls, take, now });
  const protocol = jsonProtocol({
    target: 'AmazonSQS',
    version: '1.0',
    maxBodyBytes,
    operations,
    invalidInput: sqsInvalidInput,
  });
  return await withDatabase(database, () => startHttpService(protocol, options));
}
