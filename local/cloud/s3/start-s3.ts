import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import type { SigV4Keys } from '../sigv4/sigv4-types.ts';
import type { Faults } from './faults.ts';
import { handleRequest } from './handle-request.ts';
import { runLifecycle } from './lifecycle.ts';
import type { Notify } from './notifications/outbox.ts';
import type { Permit } from './permit.ts';
import { closeS3State, openS3State } from './s3-state.ts';

export type S3Options = {
  /** 0 picks a free one. */
  port: number;
  /** Made when it is missing; one server at a time may use it. */
  dataDir: string;
  credentials: SigV4Keys;
  /** Asked once per authenticated request, and once more by one that misses its object; everything is permitted by default. */
  permit?: Permit;
  /** Hands bucket notifications to their queue. Called again, also after a restart, until it resolves. */
  notify: Notify;
  /** Milliseconds since the epoch; the real clock by default. */
  now?: () => number;
  /** Asked once per authenticated request. */
  faults?: Faults;
  /** Default `us-east-1`. */
  region?: string;
};

export type S3Server = {
  url: string;
  close(): Promise<void>;
  /** Carries out the lifecycle rules as of `now`; this also happens every minute. @returns Aborted uploads. */
  runLifecycle(now: number): number;
};

const lifecycleEveryMs = 60_000;
/** Longer than clients keep an idle connection, so that it is they who close it. */
const keepAliveMs = 75_000;
/**
 * Collect young garbage when a tenth of its space is full instead of four fifths. Every 64 KiB of an incoming body is such
 * garbage, kept outside of the space that V8 watches: measured on 2 GB, 159 MiB instead of 209 MiB at the peak, and a fifth
 * less processor time because the memory is still in the cache when it is used again.
 */
const collectEarly = '--minor-gc-task-trigger=10';
/** A connection on which nothing moves for so long is given up, with whatever was being received through it. */
const idleMs = 300_000;

/**
 * Starts the local S3: path-style URLs on 127.0.0.1, every request signed with Signature Version 4, state in `dataDir`.
 * What was acknowledged survives kill -9; what was not leaves nothing behind.
 *
 * @throws Error with one line when the port is taken or the data folder is foreign, broken or in use.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  setFlagsFromString(collectEarly);
  const { now = Date.now, faults = () => undefined, permit = () => undefined, region = 'us-east-1' } = options;
  const state = openS3State(options.dataDir, options.notify);
  const credentials = { ...options.credentials, region };
  const service = {
    state,
    credentials,
    now,
    faults,
    permit,
    nextRequestId: () => randomBytes(8).toString('hex').toUpperCase(),
  };
  const active = new Set<Promise<void>>();
  const server = createServer(
    { requestTimeout: 0, keepAliveTimeout: keepAliveMs, noDelay: true },
    (request, response) => {
      const handled = handleRequest(service, request, response).finally(() => active.delete(handled));
      active.add(handled);
    },
  );
  server.setTimeout(idleMs);
  // The operation itself says "100 Continue", once it wants the body.
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  try {
    await listen(server, options.port);
  } catch (error) {
    await closeS3State(state);
    throw error;
  }
  const timer = setInterval(() => runLifecycle(state, now()), lifecycleEveryMs).unref();
  return {
    url: urlOf(server),
    runLifecycle: (at) => runLifecycle(state, at),
    close: async () => {
      clearInterval(timer);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await Promise.all(active);
      await closeS3State(state);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(`S3 cannot listen on port ${port}: ${cause.message}`, { cause })));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function urlOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}
