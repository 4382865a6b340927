import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from '../json-service/read-body.ts';
import { askSimulator, type SimulatorAnswer } from './ask-simulator.ts';
import { type ConsoleSources, LedgerRow } from './console-sources.ts';
import { clearFaults, getFaults, setFaults } from './fault-routes.ts';
import { findMailPage, readRecipient } from './find-mail-page.ts';
import { findPlace } from './find-place.ts';
import { isLocalRequest } from './is-local-request.ts';
import { renderConsolePage } from './render-console-page.ts';

const maxBodyBytes = 1024 * 1024;
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** A route under `/_local`: gets the query with its question mark and the body, answers JSON. */
type ConsoleRoute = (query: string, body: string) => SimulatorAnswer | Promise<SimulatorAnswer>;

function buildRoutes(sources: ConsoleSources): Readonly<Record<string, ConsoleRoute>> {
  const { simulatorUrl } = sources;
  return {
    'GET /ledger': (query) => askSimulator(simulatorUrl, 'GET', `/ledger${query}`),
    'GET /stats': () => askSimulator(simulatorUrl, 'GET', '/stats'),
    'GET /clock': () => askSimulator(simulatorUrl, 'GET', '/clock'),
    'POST /clock': (_query, body) => askSimulator(simulatorUrl, 'POST', '/clock', body),
    'GET /faults': () => getFaults(sources),
    'POST /faults': (_query, body) => setFaults(sources, body),
    'DELETE /faults': () => clearFaults(sources),
    'GET /functions': () => ({ status: 200, body: sources.listFunctions() }),
    'GET /usage': async () => ({ status: 200, body: await sources.listUsage() }),
    'DELETE /usage': async () => {
      await sources.resetUsage();
      return { status: 204, body: undefined };
    },
    'GET /endpoints': () => ({ status: 200, body: sources.endpoints }),
    'GET /mail': async (query) => ({ status: 200, body: await sources.listMails(readRecipient(query)) }),
  };
}

function sendJson(response: ServerResponse, { status, body }: SimulatorAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body, undefined, 2));
}

function toError(status: number, code: string, message: string): SimulatorAnswer {
  return { status, body: { error: { code, message } } };
}

function toErrorAnswer(error: unknown): SimulatorAnswer {
  if (error instanceof z.ZodError) return toError(400, 'invalid_input', z.prettifyError(error));
  if (error instanceof SyntaxError) return toError(400, 'bad_request', 'The body is not JSON.');
  return toError(502, 'unavailable', error instanceof Error ? error.message : String(error));
}

/**
 * The pages and routes under `/_local`: what a person or a test wants to see of this machine and to break on it.
 * They answer only requests that come from this machine and were meant for it.
 */
export function createConsole(sources: ConsoleSources): (message: IncomingMessage, response: ServerResponse) => void {
  const routes = buildRoutes(sources);

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLocalRequest(message)) return sendJson(response, toError(403, 'forbidden', 'Only for this machine.'));
    const { pathname, search } = new URL(message.url ?? '/', 'http://localhost');
    const path = pathname.slice('/_local'.length);
    if (message.method === 'GET' && (path === '' || path === '/')) {
      const ledger = z.array(LedgerRow).parse((await askSimulator(sources.simulatorUrl, 'GET', '/ledger')).body);
      response.writeHead(200, pageHeaders).end(renderConsolePage(sources, ledger));
      return;
    }
    const mailPage = await findMailPage(message, path, sources);
    if (mailPage !== undefined) {
      response.writeHead(200, pageHeaders).end(mailPage);
      return;
    }
    const location = findPlace(path, sources);
    if (message.method === 'GET' && location !== undefined) {
      response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
      return;
    }
    const route = routes[`${message.method} ${path}`];
    if (!route) return sendJson(response, toError(404, 'not_found', 'There is no such route under /_local.'));
    const body = (await readBody(message, maxBodyBytes)).toString('utf8');
    sendJson(response, await route(search, body));
  };

  return (message, response) => {
    answer(message, response).catch((error) => sendJson(response, toErrorAnswer(error)));
  };
}
