import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Arrivals } from '../constructs/arrivals.ts';
import { HopperFunction } from '../constructs/hopper-function.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { Mails } from '../constructs/mails.ts';
import { PlatformSecrets } from '../constructs/platform-secrets.ts';
import { PublishQueues } from '../constructs/publish-queues.ts';
import { Schedules } from '../constructs/schedules.ts';
import { TransferQueue } from '../constructs/transfer-queue.ts';
import type { FunctionName } from '../functions.ts';
import type { Stage } from '../stages.ts';
import type { CacheStack } from './cache-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { WebStack } from './web-stack.ts';

/** How long a worker may be silent before another one takes its post. */
const leaseSeconds = 30;

interface AppStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly cache: CacheStack;
  readonly web: WebStack;
  readonly bundleDir: string;
}

/** The functions, what calls them, and what each of them may touch. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, cache, web, bundleDir, ...props }: AppStackProps) {
    super(scope, id, props);
    const { table, videos: bucket, deadLetters, tokenKey } = data;
    const { network, sessions } = cache;
    const outside = (name: FunctionName) => new HopperFunction(this, name, { name, stage, bundleDir });
    const inside = (name: FunctionName) => new HopperFunction(this, name, { name, stage, bundleDir, network });

    const publishQueues = new PublishQueues(this, 'PublishQueues', { stage, deadLetters });
    const schedules = new Schedules(this, 'Schedules', { stage, deadLetters, publishQueues });
    const transferQueue = new TransferQueue(this, 'TransferQueue', { stage, deadLetters });
    const arrivals = new Arrivals(this, 'Arrivals', { stage, videos: bucket, deadLetters });
    const mails = new Mails(this, 'Mails', stage);
    const platformSecrets = new PlatformSecrets(stage);

    const authorizer = inside('authorizer');
    sessions.giveTo(authorizer);
    table.giveTokensTo(authorizer);

    const auth = inside('auth');
    auth.setEnvironment('REGISTRATION', stage.registration);
    sessions.giveTo(auth);
    table.giveTo(auth, 'read-write');
    table.giveMore(auth, ['BatchGetItem']);

    const system = outside('system');

    const settings = outside('settings');
    table.giveTo(settings, 'read-write');

    const videos = outside('videos');
    table.giveTo(videos, 'read-write', 'order');
    table.giveMore(videos, ['BatchGetItem', 'ConditionCheckItem']);
    bucket.giveTo(videos, 'upload');
    publishQueues.giveTo(videos);
    schedules.giveTo(videos);

    const connections = outside('connections');
    table.giveTo(connections, 'read-write');
    tokenKey.giveTo(connections);
    platformSecrets.giveTo(connections);
    publishQueues.giveTo(connections);

    const publishWorker = outside('publish-worker');
    publishWorker.setEnvironment('LEASE_SECONDS', String(leaseSeconds));
    table.giveTo(publishWorker, 'add or amend');
    bucket.giveTo(publishWorker, 'read');
    tokenKey.giveTo(publishWorker);
    platformSecrets.giveTo(publishWorker);
    publishQueues.giveTo(publishWorker);
    publishQueues.feed(publishWorker);

    const mediaProbe = outside('media-probe');
    table.giveTo(mediaProbe, 'amend');
    bucket.giveTo(mediaProbe, 'read');
    arrivals.feed(mediaProbe);

    const session = inside('session');
    sessions.giveTo(session);
    table.giveTo(session, 'known rows');

    const drive = outside('drive');
    table.giveTo(drive, 'read-write', 'order');
    tokenKey.giveTo(drive);
    platformSecrets.giveTo(drive);
    transferQueue.giveTo(drive);

    const transferWorker = outside('transfer-worker');
    transferWorker.setEnvironment('LEASE_SECONDS', String(leaseSeconds));
    table.giveTo(transferWorker, 'read-write', 'order');
    table.giveMore(transferWorker, ['BatchGetItem']);
    bucket.giveTo(transferWorker, 'upload');
    tokenKey.giveTo(transferWorker);
    platformSecrets.giveTo(transferWorker);
    transferQueue.giveTo(transferWorker);
    transferQueue.feed(transferWorker);

    const account = outside('account');
    table.giveTo(account, 'read-write');
    bucket.giveTo(account, 'open');

    const accountWorker = outside('account-worker');
    table.giveTo(accountWorker, 'read-write', 'order');
    bucket.giveTo(accountWorker, 'clean-up');
    publishQueues.giveTo(accountWorker);
    schedules.giveRemovalTo(accountWorker);
    tokenKey.giveTo(accountWorker);
    platformSecrets.giveTo(accountWorker);
    accountWorker.takeHints();

    const mailer = outside('mailer');
    table.giveTo(mailer, 'read-write');
    table.giveMore(mailer, ['BatchGetItem']);
    mails.giveTo(mailer);
    mailer.takeHints();
    mailer.giveTo(account, 'MAILER_FUNCTION');

    const sweeper = outside('sweeper');
    table.giveTo(sweeper, 'clean-up', 'work');
    bucket.giveTo(sweeper, 'clean-up');
    publishQueues.giveTo(sweeper);
    transferQueue.giveTo(sweeper);
    accountWorker.giveTo(sweeper, 'ACCOUNT_WORKER_FUNCTION');
    mailer.giveTo(sweeper, 'MAILER_FUNCTION');
    schedules.runEveryMinute(sweeper);

    new HttpApi(this, 'Api', {
      stage,
      apiId: web.apiId,
      authorizer,
      areas: { system, auth, settings, videos, connections, session, drive, account },
    });
  }
}
