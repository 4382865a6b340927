import * as z from 'zod';
import type { Exchange } from '../platform.ts';
import { invalidParam } from './tiktok-error.ts';

const bodySchema = z.record(z.string(), z.unknown());

/** The JSON object of a request. @throws TiktokError 400 */
export async function readJsonBody(exchange: Exchange): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(exchange.request.headers['content-type'] ?? '')) {
    throw invalidParam('Content-Type must be application/json.');
  }
  let value: unknown;
  try {
    value = JSON.parse(await exchange.text());
  } catch {
    throw invalidParam('The body is not JSON.');
  }
  const parsed = bodySchema.safeParse(value);
  if (!parsed.success) throw invalidParam('The body must be a JSON object.');
  return parsed.data;
}
