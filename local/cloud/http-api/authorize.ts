import * as z from 'zod';
import type { InvocationResult } from '../lambda/invocation-result.ts';

/** What an authorizer decided; `failed` when it gave no usable answer. */
export type Verdict =
  | { readonly kind: 'allowed'; readonly context: Readonly<Record<string, unknown>> }
  | { readonly kind: 'denied' | 'failed' };

const SimpleResponse = z.object({
  isAuthorized: z.boolean(),
  context: z.record(z.string(), z.unknown()).default({}),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads the simple response of an authorizer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function readVerdict({ payload, functionError }: InvocationResult): Verdict {
  const parsed = SimpleResponse.safeParse(functionError ? undefined : parseJson(payload));
  if (!parsed.success) return { kind: 'failed' };
  return parsed.data.isAuthorized ? { kind: 'allowed', context: parsed.data.context } : { kind: 'denied' };
}

/** Whether the request has a value for every expression of the identity source. */
export function hasIdentity(sources: readonly string[], event: Record<string, unknown>): boolean {
  return sources.every((source) => {
    const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    if (kind === 'header') return readEntry(event.headers, name.toLowerCase());
    if (kind === 'querystring') return readEntry(event.queryStringParameters, name);
    return true;
  });
}

function readEntry(values: unknown, name: string): boolean {
  return typeof values === 'object' && values !== null && Boolean(Reflect.get(values, name));
}
