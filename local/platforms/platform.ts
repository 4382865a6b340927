import type { IncomingMessage } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { VirtualClock } from './clock/virtual-clock.ts';
import type { FaultEngine } from './faults/fault-engine.ts';
import type { FaultRule } from './faults/fault-rule.ts';
import type { Answer } from './http/answer.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { PlatformsOptions } from './platforms-options.ts';
import type { Counters } from './storage/counters.ts';
import type { Settings } from './storage/settings.ts';

/** What every simulated platform shares with the others. */
export interface PlatformContext {
  readonly database: DatabaseSync;
  readonly dataDir: string;
  readonly settings: Settings;
  readonly clock: VirtualClock;
  readonly ledger: Ledger;
  readonly faults: FaultEngine;
  readonly stats: Counters;
  readonly options: PlatformsOptions;
}

/** One request on its way through a platform. */
export interface Exchange {
  readonly request: IncomingMessage;
  /** Absolute address as the client reached it, so that links in answers lead back here. */
  readonly url: URL;
  /** Path below the platform's prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Virtual time at which the request arrived. */
  readonly nowMs: number;
  /** The whole body as text, for calls whose body is small; can be asked for again. */
  readonly text: () => Promise<string>;
  readonly faults: readonly FaultRule[];
}

/** One of several operations behind the same method and path. */
export interface PickedOperation {
  readonly names: readonly string[];
  readonly pick: (exchange: Exchange) => string | Promise<string>;
}

export interface Route {
  readonly method: string;
  /** Path below the platform's prefix, exact or as a pattern. */
  readonly path: string | RegExp;
  /** Name by which faults and statistics know it; picked by the request where one path does several things. */
  readonly operation: string | PickedOperation;
  /** `api` is where an access token belongs; `page` is for people and must never see one. */
  readonly audience: 'api' | 'page';
  /** True when the handler reads the body itself and so applies body faults byte by byte. */
  readonly streamsBody?: boolean | ((exchange: Exchange) => boolean);
  readonly handle: (exchange: Exchange) => Answer | Promise<Answer>;
}

/** An error that a fault wants the platform to answer in its own shape. */
export interface InjectedError {
  readonly status: number;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** One simulated platform: one folder and one line in the registry. */
export interface Platform {
  readonly name: string;
  /** Path prefix on the common server, such as `/youtube`. */
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** Lets everything happen that the clock has made due. */
  settle(nowMs: number): void;
  /** The platform's own error shape. @param exchange the request, where the shape depends on what was asked */
  toErrorAnswer(error: InjectedError, exchange: Exchange): Answer;
  /** Turns an error thrown by a handler into an answer; undefined when it is not one of the platform's own. */
  answerThrown(error: unknown): Answer | undefined;
  /** Carries out `token-revoked`; a promise is waited for. @param reason why the token is refused from now on */
  revokeToken?(exchange: Exchange, what: 'access-token' | 'grant', reason?: string): unknown;
  /** Carries out `session-lost`; a promise is waited for. */
  loseSession?(exchange: Exchange, status: 404 | 410): unknown;
}

/** Builds a platform on the shared state; `registry.ts` lists them. */
export type PlatformFactory = (context: PlatformContext) => Platform;
