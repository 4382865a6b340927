import { monotonicFactory } from 'ulid';
import { createCircuits } from '../../shared/adapters/dynamo/circuits.ts';
import { createPostEvents } from '../../shared/adapters/dynamo/post-events.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { openTable } from '../../shared/adapters/dynamo/table.ts';
import { createTokenStore } from '../../shared/adapters/dynamo/token-store.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { openLater } from '../../shared/adapters/open-later.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createHintQueue } from '../../shared/adapters/sqs/hint-queue.ts';
import { createHintVisibility } from '../../shared/adapters/sqs/hint-visibility.ts';
import { readEnv, readPublishQueues } from '../../shared/config/env.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import { createAccessTokens } from '../../shared/domain/connections/access-token.ts';
import type { Renewal } from '../../shared/domain/connections/renewal.ts';
import { tellRefreshes } from '../../shared/domain/connections/tell-refreshes.ts';
import { logCalls } from '../../shared/log/log-calls.ts';
import { openLog } from '../../shared/log/open-log.ts';
import { openOAuthProvider } from '../../shared/platforms/oauth-providers.ts';
import { publisherFactories } from '../../shared/platforms/registry.ts';
import { consumeQueue } from '../../shared/worker/consume-queue.ts';
import { noticePosts } from '../../shared/worker/notices/noticed-posts.ts';
import { noticeTokens } from '../../shared/worker/notices/noticed-tokens.ts';
import { createTellOwner } from '../../shared/worker/notices/tell-owner.ts';
import { createPublishWorker } from '../../shared/worker/publish-worker.ts';
import { parseHint } from '../../shared/worker/received-hint.ts';
import { findRenewal } from '../../shared/worker/received-renewal.ts';
import { renewConnection } from '../../shared/worker/renew-connection.ts';
import { keepTimeline } from '../../shared/worker/timeline.ts';

const env = readEnv('TABLE_NAME', 'VIDEOS_BUCKET', 'TOKEN_KEY_ID', 'LEASE_SECONDS');
const queues = readPublishQueues();
const table = openTable(env.TABLE_NAME);
const vault = createKmsTokenVault(env.TOKEN_KEY_ID);
const secrets = openLater(async () => (await import('./open-secrets.ts')).openSecrets());
const log = openLog('hopper-publish-worker');
const onCall = logCalls(log);
const tellMetric = createTellMetric();
const newEventId = monotonicFactory();
const events = createPostEvents(table);
const tell = createTellOwner({
  notices: openLater(async () => (await import('./open-notices.ts')).openNotices()),
  outbox: openLater(async () => (await import('./open-notices.ts')).openOutbox()),
  clock: systemClock,
  log,
});
const tokens = noticeTokens(createTokenStore(table), tell);

function accessTokens({ platform, ownerId, connectionId }: Renewal) {
  const provider = (variant: string | null) =>
    tellRefreshes(openOAuthProvider(secrets, platform, variant, onCall), platform, tellMetric);
  return createAccessTokens({ tokens, vault, provider, clock: systemClock }, ownerId, connectionId);
}

const work = createPublishWorker({
  posts: noticePosts(createPostStore(table), tell),
  hints: createHintQueue(queues),
  visibility: createHintVisibility(queues),
  media: createS3MediaStore(env.VIDEOS_BUCKET),
  publisher: (platform) => publisherFactories[platform](),
  accessTokens,
  circuits: createCircuits(table),
  clock: systemClock,
  random: Math.random,
  leaseMs: env.LEASE_SECONDS * 1000,
  timeline: (post) => keepTimeline({ events, clock: systemClock, newEventId, log }, post),
  log,
  tell: tellMetric,
});

/** Posts videos to the platforms: each message says that one post wants attention, or that a grant is to be renewed. */
export const handler = consumeQueue((record, invocation) => {
  const renewal = findRenewal(record);
  if (renewal) return renewConnection({ accessTokens, log }, renewal);
  return work(parseHint(record, queues), Date.now() + invocation.getRemainingTimeInMillis());
}, log);
