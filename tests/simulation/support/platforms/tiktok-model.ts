import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import type { ModelOptions } from './model-options.ts';
import { drawProcessing } from './model-options.ts';
import { type ArrivedBody, type PlatformModel, tokenOf } from './platform-model.ts';
import { createRateWindow } from './rate-window.ts';
import { tiktokAnswer } from './tiktok-answer.ts';
import { createTiktokTasks } from './tiktok-tasks.ts';
import { withTrouble } from './with-trouble.ts';

const hour = 3600_000;

const troubleAnswers = {
  broken: (status: number) => tiktokAnswer(status, 'internal_error'),
  tooMany: () => tiktokAnswer(429, 'rate_limit_exceeded'),
  refusal: (): PlatformAnswer => ({ status: 403, headers: {}, text: '<html>Forbidden</html>' }),
};

/**
 * TikTok's Content Posting API: creator info, tasks, upload addresses, status.
 * @see https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
 */
export function createTiktokModel(options: ModelOptions): PlatformModel {
  const { world, random, faults, grants } = options;
  const tasks = createTiktokTasks(options, () => drawProcessing(options));
  const mayAsk = createRateWindow(world, 20);
  const mayOpen = createRateWindow(world, 6);
  const mayPoll = createRateWindow(world, 30);
  const tooMany = () => tiktokAnswer(429, 'rate_limit_exceeded');
  let quotaEndsAt = 0;

  function answer(request: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    const { url, headers } = request;
    if (url.pathname === '/video/') {
      if (headers.authorization) throw new Error('INVARIANT: a token was sent to the upload host.');
      return tasks.put(request, body);
    }
    const account = grants.accountOf(tokenOf(request));
    if (account === undefined) return tiktokAnswer(401, 'access_token_invalid');
    const json = JSON.parse(typeof request.body === 'string' ? request.body : '{}');
    switch (url.pathname) {
      case '/v2/post/publish/creator_info/query/':
        return mayAsk(account) ? creatorInfo(account) : tooMany();
      case '/v2/post/publish/video/init/':
        return mayOpen(account) ? tasks.open(json, account, url.origin) : tooMany();
      case '/v2/post/publish/status/fetch/':
        return mayPoll(account) ? tasks.status(json.publish_id, account) : tooMany();
      default:
        return tiktokAnswer(404, 'not_found');
    }
  }

  /** That the account cannot post now comes with status 200. */
  function creatorInfo(account: string): PlatformAnswer {
    if (random() < faults().quota) quotaEndsAt = world.now() + 5 * hour;
    if (world.now() < quotaEndsAt) return tiktokAnswer(200, 'spam_risk_too_many_posts');
    return tiktokAnswer(200, 'ok', {
      creator_username: account,
      creator_nickname: account,
      privacy_level_options: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'],
      max_video_post_duration_sec: 600,
    });
  }

  return {
    handle: (request, body) => withTrouble(random, faults(), troubleAnswers, () => answer(request, body)),
    ledger: tasks.ledger,
    noteRevoked: tasks.failPending,
    bytesReceived: tasks.bytesReceived,
  };
}
