import { randomBytes } from 'node:crypto';
import { findFault } from '../faults/fault-rule.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Exchange } from '../platform.ts';
import { authorizeCaller, loginOf, requireAccount } from './authorize-caller.ts';
import type { Container } from './container.ts';
import { fetchMedia } from './fetch-media.ts';
import { type Instagram, toBaseUrl } from './instagram.ts';
import { newId } from './new-id.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { parseContainer } from './parse-container.ts';
import { assertContainersLeft, countCall } from './usage.ts';

/** `POST /{ig-id}/media`. @throws GraphError */
export async function handleCreateContainer(instagram: Instagram, exchange: Exchange): Promise<Answer> {
  const parameters = await readParameters(exchange);
  const caller = authorizeCaller(instagram, exchange, parameters, 'publish');
  const headers = countCall(instagram, caller, exchange.nowMs);
  const account = requireAccount(caller, exchange.path.split('/').at(-2) ?? '');
  assertContainersLeft(instagram, account.userId, exchange.nowMs);
  const allowsUpload = loginOf(exchange) === 'facebook';
  const wish = parseContainer(parameters, account, { allowsUpload });
  const { access_token: _, ...asked } = parameters;
  const container: Container = {
    ...blank(instagram, exchange, asked),
    ...wish,
    accountId: account.userId,
    clientId: caller.token.clientId,
    ...(wish.source.kind === 'none' && { state: 'processing' as const, readyAtMs: exchange.nowMs }),
  };
  instagram.containers.put(container);
  instagram.context.stats.add('instagram', 'containersCreated');
  if (container.source.kind === 'url') void fetchMedia(instagram, container, container.source.url);
  if (container.source.kind !== 'upload') return jsonAnswer(200, { id: container.id }, headers);
  const version = /\/(v\d+\.\d+)\//.exec(exchange.path)?.[1] ?? 'v26.0';
  const uri = `${toBaseUrl(exchange)}/rupload/ig-api-upload/${version}/${container.id}`;
  return jsonAnswer(200, { id: container.id, uri }, headers);
}

function blank({ options }: Instagram, { faults, nowMs }: Exchange, parameters: Parameters) {
  const fault = findFault(faults, 'outcome');
  const isStuck = fault?.outcome === 'stuck';
  const isDeleted = fault?.outcome === 'deleted';
  return {
    id: newId(),
    parameters,
    state: 'waiting',
    error: null,
    fate: {
      error: fault && !isStuck && !isDeleted ? (fault.reason ?? '352/2207026') : null,
      stuckReads: isStuck ? (fault.polls ?? 1_000_000) : 0,
      deletedAfterMs: isDeleted ? (fault.afterSeconds ?? 0) * 1000 : null,
    },
    createdAtMs: nowMs,
    expiresAtMs: nowMs + options.containerSeconds * 1000,
    readyAtMs: null,
    publishedAtMs: null,
    bytes: 0,
    sha256: '',
    durationMs: null,
    fileId: randomBytes(24).toString('base64url'),
  } as const;
}
