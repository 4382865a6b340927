import type { PlatformAnswer, PlatformRequest } from '../../../../shared/platforms/send.ts';
import { graphFailure, uploadFailure } from './instagram-answer.ts';
import { createInstagramContainers } from './instagram-containers.ts';
import { createInstagramMedia } from './instagram-media.ts';
import { drawProcessing, type ModelOptions } from './model-options.ts';
import { type ArrivedBody, jsonAnswer, type PlatformModel, tokenOf } from './platform-model.ts';
import { withTrouble } from './with-trouble.ts';

const hour = 3600_000;
const dailyPosts = 100;

const troubleAnswers = {
  broken: (status: number) => graphFailure(status === 500 ? 1 : 2, 0, status),
  tooMany: () => graphFailure(80002, 0, 400),
  // Said of a container that was just used up, too.
  refusal: () => graphFailure(24, 2207008),
};

/**
 * Instagram's content publishing: containers, their bytes, publishing, and the list of what is out.
 * @see https://developers.facebook.com/docs/instagram-platform/content-publishing
 */
export function createInstagramModel(options: ModelOptions): PlatformModel {
  const { world, random, faults, grants } = options;
  const media = createInstagramMedia(options);
  const containers = createInstagramContainers(options, () => drawProcessing(options));
  let quotaEndsAt = 0;

  function answer(request: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    if (request.url.pathname.includes('/ig-api-upload/')) return upload(request, body);
    const account = grants.accountOf(tokenOf(request));
    if (account === undefined) return graphFailure(190, 463);
    const [, , node = '', edge] = request.url.pathname.split('/');
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    if (edge === undefined) return read(node, account);
    if (node !== account) return graphFailure(100, 33);
    if (edge === 'media' && request.method === 'POST') return containers.create(form, account);
    if (edge === 'media') return media.list(account, Number(request.url.searchParams.get('limit')));
    if (edge === 'media_publish') return publish(form.get('creation_id') ?? '', account);
    if (edge === 'content_publishing_limit') return limit(account);
    return graphFailure(100);
  }

  /** At this host the token is called OAuth. */
  function upload(request: PlatformRequest, body: ArrivedBody | undefined): PlatformAnswer {
    const account = grants.accountOf(tokenOf(request, 'OAuth'));
    if (account === undefined) return uploadFailure('NotAuthorizedError', false);
    return containers.receive(request, account, body);
  }

  function read(node: string, account: string): PlatformAnswer {
    return media.read(node, account) ?? containers.status(node, account) ?? graphFailure(100, 33);
  }

  function publish(containerId: string, account: string): PlatformAnswer {
    if (world.now() < quotaEndsAt || media.countToday(account) >= dailyPosts) return graphFailure(9, 2207042);
    const taken = containers.take(containerId, account);
    if ('status' in taken) return taken;
    return jsonAnswer(200, { id: media.add({ account, caption: taken.caption, bytes: taken.bytes }) });
  }

  function limit(account: string): PlatformAnswer {
    if (random() < faults().quota) quotaEndsAt = world.now() + 5 * hour;
    const quota_usage = world.now() < quotaEndsAt ? dailyPosts : media.countToday(account);
    return jsonAnswer(200, { data: [{ quota_usage, config: { quota_total: dailyPosts, quota_duration: 86_400 } }] });
  }

  return {
    handle: (request, body) => withTrouble(random, faults(), troubleAnswers, () => answer(request, body)),
    ledger: media.ledger,
    noteRevoked: () => undefined,
    bytesReceived: containers.bytesReceived,
  };
}
