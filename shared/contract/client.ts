import { ApiError } from './client/api-error.ts';
import { buildUrl } from './client/build-url.ts';
import { type CsrfKeeper, createCsrfKeeper } from './client/csrf-keeper.ts';
import { readAnswer } from './client/read-answer.ts';
import type { Contract } from './contract.ts';
import type { ClientInput, RouteOutput } from './route.ts';
import { routeTable } from './route-table.ts';

/** Routes that a program calls; the ones that answer 302 or a page are for the browser's address bar. */
type CallableId = {
  [Id in keyof Contract]: Contract[Id] extends { status: 302 } | { raw: string } ? never : Id;
}[keyof Contract];

interface CallOptions {
  readonly signal?: AbortSignal;
  /** Makes a POST safe to repeat: the same key and content have one effect and one answer. */
  readonly idempotencyKey?: string;
  /** ETag that is known, with its quotes; `precondition_failed` when it has changed since. */
  readonly ifMatch?: string;
  /** Hears the headers of the answer: `etag`, `x-next-cursor`. */
  readonly onHeaders?: (headers: Headers) => void;
}

type Call<Input, Output> = object extends Input
  ? (input?: Input, options?: CallOptions) => Promise<Output>
  : (input: Input, options?: CallOptions) => Promise<Output>;

/** One method per route, named like its operation id. Every method throws ApiError. */
export type Client = { readonly [Id in CallableId]: Call<ClientInput<Contract[Id]>, RouteOutput<Contract[Id]>> };

export interface ClientOptions {
  /** Origin of the API without a trailing slash; empty for the page's own. */
  readonly baseUrl: string;
  /** Default: the global one. A program outside a browser gives one that keeps cookies. */
  readonly fetch?: typeof fetch;
  /** An API token (`hop_…`); calls then need neither cookie nor CSRF token. */
  readonly token?: string;
  /** A token known already; else it is fetched before the first state-changing call. */
  readonly csrfToken?: string;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

type Row = (typeof routeTable)[keyof typeof routeTable];
type Send = (row: Row, input: LooseInput, options: CallOptions, csrf?: string) => Promise<unknown>;

/**
 * A client of the API, typed by the contract without loading its schemas. It fetches the CSRF token when it needs one, keeps
 * it, and fetches it anew when the session has changed.
 */
export function createClient(options: ClientOptions): Client;
export function createClient({ baseUrl, fetch = globalThis.fetch, token, csrfToken }: ClientOptions): object {
  const send: Send = async (row, input, options, csrf) => {
    const body = input.body === undefined ? null : JSON.stringify(input.body);
    const headers = buildHeaders({
      'content-type': body === null ? undefined : 'application/json',
      authorization: token === undefined ? undefined : `Bearer ${token}`,
      'x-csrf-token': csrf,
      'idempotency-key': options.idempotencyKey,
      'if-match': options.ifMatch,
    });
    const request = { method: row.method, headers, body, signal: options.signal ?? null };
    return readAnswer(fetch(baseUrl + buildUrl(row.path, input), request), options.onHeaders);
  };
  const tokens = createCsrfKeeper(async () => {
    const answer: unknown = await send(routeTable.csrf, {}, {});
    return String(Object(answer).csrf_token);
  }, csrfToken);

  const call = async (row: Row, input: LooseInput = {}, options: CallOptions = {}): Promise<unknown> => {
    const needsToken = token === undefined && row.method !== 'GET' && row.access !== 'public';
    const output = await (needsToken ? sendWithToken(send, tokens, row, input, options) : send(row, input, options));
    if ('setsSession' in row) tokens.forget();
    return output;
  };
  return Object.fromEntries(Object.entries(routeTable).map(([id, row]) => [id, call.bind(undefined, row)]));
}

function buildHeaders(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const isGiven = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;
  return Object.fromEntries(Object.entries(given).filter(isGiven));
}

/** Tries once more when the token has gone stale: another tab may have signed in anew. */
async function sendWithToken(
  send: Send,
  tokens: CsrfKeeper,
  row: Row,
  input: LooseInput,
  options: CallOptions,
): Promise<unknown> {
  const used = tokens.get();
  try {
    return await send(row, input, options, await used);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'csrf') throw error;
    tokens.forget(used);
    return send(row, input, options, await tokens.get());
  }
}
