import { createServer, type Server } from 'node:http';
import { HttpApi } from '../../../local/cloud/http-api/http-api.ts';
import type { HttpApiModel } from '../../../local/cloud/http-api/http-api-model.ts';
import type { InvocationResult } from '../../../local/cloud/lambda/invocation-result.ts';
import { InvokeError } from '../../../local/cloud/lambda/lambda-service.ts';
import { listenLocally } from '../../../local/cloud/processes/listen-locally.ts';

/** What a function of the bench does with an event: its return value becomes the result. */
export type Behaviour = (event: Record<string, unknown>, signal: AbortSignal) => unknown;

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** Serves an API whose integrations and authorizers are plain functions. Every route is `key → function name`. */
export async function startApiBench(
  routes: Readonly<Record<string, string | { integration: string; authorizer: string }>>,
  functions: Readonly<Record<string, Behaviour>>,
  changes: Partial<HttpApiModel> & { identitySource?: string[]; timeoutMs?: number } = {},
) {
  const events: Record<string, unknown>[] = [];
  const { identitySource = [], timeoutMs = 30_000, ...model } = changes;
  const names = Object.keys(functions);
  const byName = <Value>(make: (name: string) => Value) => Object.fromEntries(names.map((name) => [name, make(name)]));
  const api = new HttpApi(
    {
      apiId: 'api123',
      routes: Object.entries(routes).map(([routeKey, target]) =>
        typeof target === 'string'
          ? { routeKey, integrationId: target }
          : { routeKey, integrationId: target.integration, authorizerId: target.authorizer },
      ),
      integrations: byName((name) => ({ functionArn: functionArn(name), timeoutMs })),
      authorizers: byName((name) => ({ functionArn: functionArn(name), identitySource })),
      ...model,
    },
    async (arn, payload, signal): Promise<InvocationResult> => {
      const event: Record<string, unknown> = JSON.parse(payload);
      events.push(event);
      const behave = functions[arn.split(':').at(-1) ?? ''];
      try {
        return { requestId: 'r', payload: JSON.stringify(await behave?.(event, signal)) ?? 'null' };
      } catch (error) {
        if (signal.aborted || error instanceof InvokeError) throw error;
        return { requestId: 'r', payload: JSON.stringify({ errorMessage: String(error) }), functionError: 'Unhandled' };
      }
    },
  );
  const server: Server = createServer(
    { maxHeaderSize: 10_240 },
    (message, response) => void api.handle(message, response),
  );
  const { url, close } = await listenLocally(server, 0);
  return { url, close, events };
}
