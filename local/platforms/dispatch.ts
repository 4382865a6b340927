import type { IncomingMessage, ServerResponse } from 'node:http';
import { findFault } from './faults/fault-rule.ts';
import type { Answer } from './http/answer.ts';
import { consumeBody } from './http/consume-body.ts';
import { readText } from './http/read-text.ts';
import { sendAnswer, sendHalfAnswer } from './http/send-answer.ts';
import type { Exchange, Platform, PlatformContext, Route } from './platform.ts';
import { recordStrayToken } from './stray-token.ts';

/**
 * Answers one request below a platform's prefix: settles what is due, lets the faults strike, runs the route.
 * @param path path below the platform's prefix
 */
export async function dispatch(
  context: PlatformContext,
  platform: Platform,
  target: { request: IncomingMessage; response: ServerResponse; url: URL; path: string },
): Promise<void> {
  const { request, response, url, path } = target;
  const nowMs = context.clock.nowMs();
  platform.settle(nowMs);
  let text: Promise<string> | undefined;
  const readOnce = () => {
    text ??= readText(request);
    return text;
  };
  const plain: Exchange = { request, url, path, query: url.searchParams, nowMs, text: readOnce, faults: [] };
  const route = findRoute(platform, request.method ?? 'GET', path);
  if (route?.audience !== 'api') recordStrayToken(context.stats, plain);
  if (!route) return sendAnswer(response, platform.toErrorAnswer({ status: 404, reason: 'notFound' }, plain));
  const operation = typeof route.operation === 'string' ? route.operation : await route.operation.pick(plain);
  context.stats.add(platform.name, `requests.${operation}`);
  const exchange = { ...plain, faults: context.faults.take(platform.name, operation) };
  await runExchange(platform, route, exchange, response);
}

async function runExchange(platform: Platform, route: Route, exchange: Exchange, response: ServerResponse) {
  const { faults, request } = exchange;
  const streams = typeof route.streamsBody === 'function' ? route.streamsBody(exchange) : route.streamsBody;
  const delay = findFault(faults, 'delay');
  if (delay) {
    // A request that has arrived takes effect even if the client does not wait for the answer.
    if (!streams) await exchange.text();
    await waitUnlessClosed(request, delay.ms);
  }
  if (findFault(faults, 'before-effect')) return request.socket.destroy();
  if (!streams) {
    // Without a body to count, the request hangs or is cut before it was understood.
    if (findFault(faults, 'stall')) return;
    if (findFault(faults, 'cut-body-after')) return request.socket.destroy();
  }
  const refused = findFault(faults, 'status');
  if (refused) {
    await consumeBody(request, faults, () => undefined);
    return sendAnswer(response, withRetryAfter(platform.toErrorAnswer(refused, exchange), refused.retryAfter));
  }
  const quiet = findFault(faults, 'quiet-refusal');
  if (quiet) {
    await consumeBody(request, faults, () => undefined);
    return sendAnswer(response, platform.toErrorAnswer({ ...quiet, status: 200 }, exchange));
  }
  const revoked = findFault(faults, 'token-revoked');
  if (revoked) await platform.revokeToken?.(exchange, revoked.what, revoked.reason);
  const lost = findFault(faults, 'session-lost');
  if (lost) await platform.loseSession?.(exchange, lost.status);

  const answer = await runRoute(platform, route, exchange);
  const misreported = findFault(faults, 'after-effect');
  if (misreported) return misreport(platform, exchange, { truth: answer, fault: misreported, response });
  if (findFault(faults, 'half-answer')) return sendHalfAnswer(response, answer);
  return sendAnswer(response, answer, faults);
}

async function runRoute(platform: Platform, route: Route, exchange: Exchange): Promise<Answer> {
  try {
    return await route.handle(exchange);
  } catch (error) {
    const answer = platform.answerThrown(error);
    if (answer) return answer;
    // The client went away in the middle of its request: nobody is there to hear an answer.
    if (exchange.request.destroyed && !exchange.request.complete)
      return platform.toErrorAnswer({ status: 400 }, exchange);
    console.error(`${platform.name} ${exchange.request.method} ${exchange.path}:`, error);
    return platform.toErrorAnswer({ status: 500, reason: 'internalError' }, exchange);
  }
}

interface Misreport {
  readonly truth: Answer;
  readonly fault: { status?: number | undefined; reason?: string | undefined; retryAfter?: number | undefined };
  readonly response: ServerResponse;
}

function misreport(platform: Platform, exchange: Exchange, { truth, fault, response }: Misreport) {
  const { status, reason, retryAfter } = fault;
  if (status === undefined) return response.socket?.destroy();
  if (status < 400) return sendAnswer(response, { ...truth, status });
  return sendAnswer(response, withRetryAfter(platform.toErrorAnswer({ status, reason }, exchange), retryAfter));
}

function withRetryAfter(answer: Answer, seconds: number | undefined): Answer {
  if (seconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

function findRoute(platform: Platform, method: string, path: string): Route | undefined {
  return platform.routes.find(
    (route) =>
      route.method === method && (typeof route.path === 'string' ? route.path === path : route.path.test(path)),
  );
}

function waitUnlessClosed(request: IncomingMessage, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      request.socket.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    request.socket.once('close', finish);
  });
}
