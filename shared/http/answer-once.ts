import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RouteSpec } from '../contract/route.ts';
import { HopperError } from '../domain/hopper-error.ts';
import type { IdempotencyStore, StoredAnswer } from '../domain/idempotency/idempotency-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { buildErrorAnswer } from './error-answer.ts';
import type { HttpAnswer } from './http-event.ts';

/**
 * After a crash the key is free again. Longer than a function may run (15 s), so that nobody begins beside an attempt that
 * is still at work.
 */
const leaseMilliseconds = 30_000;
const rememberMilliseconds = 24 * 3600 * 1000;
/** How long a second call waits for the first one: the function has to answer before its own end. */
const patienceMilliseconds = 10_000;
const firstPauseMilliseconds = 50;
const longestPauseMilliseconds = 500;
/** An item of DynamoDB has room for 400 KB, all attributes together. */
const maxKeptBytes = 300 * 1024;

export interface OnceDeps {
  readonly store: IdempotencyStore;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly newClaimId: () => string;
  /** Hears of a key that could be neither answered nor freed; its lease frees it. */
  readonly onLost: (error: unknown) => void;
}

export interface OnceCall {
  readonly route: RouteSpec;
  readonly requestId: string;
  readonly ownerId: string;
  /** The Idempotency-Key header. */
  readonly key: string;
  /** Everything that the answer depends on. */
  readonly asked: unknown;
}

/**
 * Carries a request out at most once per key: whoever comes second waits for the first answer and gets the same one.
 *
 * If the process dies before `run`, or in it before its effect, the next attempt begins anew once the lease is over.
 * If it dies between the effect and `finish`, the next attempt runs the endpoint again, and only what the endpoint itself
 * makes safe to repeat protects (posts have ids made of video and destination, names of waiting videos are unique, settings
 * are set and not added). From `finish` on the answer is kept.
 *
 * @param run the endpoint; its refusals (4xx) are kept like answers, failures (5xx, 429) are not
 * @throws HopperError idempotency_mismatch, idempotency_in_progress, bad_request, and whatever `run` throws
 */
export async function answerOnce(call: OnceCall, run: () => Promise<HttpAnswer>, deps: OnceDeps): Promise<HttpAnswer> {
  const row = { ownerId: call.ownerId, keyHash: sha256(parseKey(call.key)) };
  const requestHash = sha256(canonicalJson([call.route.id, call.asked]));
  const claimId = deps.newClaimId();
  const giveUpAt = deps.clock() + patienceMilliseconds;
  for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
    const now = deps.clock();
    const times = { now, leaseUntil: now + leaseMilliseconds, forgetAt: now + rememberMilliseconds };
    const begun = await deps.store.begin(row, { claimId, requestHash, ...times });
    if (begun.state === 'mine') {
      return runAndKeep(call, run, {
        keep: (answer) => deps.store.finish(row, claimId, answer).catch(deps.onLost),
        release: () => deps.store.release(row, claimId).catch(deps.onLost),
      });
    }
    if (begun.requestHash !== requestHash) throw new HopperError('idempotency_mismatch');
    if (begun.state === 'done') return replay(begun.answer);
    if (now >= giveUpAt) throw new HopperError('idempotency_in_progress');
    await delay(pause);
  }
}

interface Claim {
  keep(answer: StoredAnswer): Promise<void>;
  release(): Promise<void>;
}

async function runAndKeep(call: OnceCall, run: () => Promise<HttpAnswer>, claim: Claim): Promise<HttpAnswer> {
  try {
    const answer = await run();
    await claim.keep(toStored(answer, call.route.withheld));
    return answer;
  } catch (error) {
    const refusal = buildErrorAnswer(error, call.requestId);
    const mayChange = refusal.statusCode >= 500 || refusal.statusCode === 429;
    await (mayChange ? claim.release() : claim.keep(toStored(refusal)));
    throw error;
  }
}

function toStored({ statusCode, headers, body }: HttpAnswer, withheld: readonly string[] = []): StoredAnswer {
  const kept = withheld.length === 0 ? body : withhold(body, withheld);
  return { statusCode, headers, body: Buffer.byteLength(kept) > maxKeptBytes ? null : kept };
}

/** What is shown once is kept nowhere. */
function withhold(body: string, fields: readonly string[]): string {
  return JSON.stringify({ ...JSON.parse(body), ...Object.fromEntries(fields.map((field) => [field, null])) });
}

function replay({ statusCode, headers, body }: StoredAnswer): HttpAnswer {
  if (body === null) throw new HopperError('conflict', 'This was carried out, but its answer was too long to keep.');
  return { statusCode, headers: { ...headers, 'idempotent-replayed': 'true' }, body };
}

function parseKey(header: string): string {
  const key = header.trim();
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new HopperError('bad_request', 'Idempotency-Key: send 1 to 255 printable ASCII characters.');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
