import type { Exchange } from '../platform.ts';
import { OauthError } from './oauth-error.ts';

/**
 * Reads a form body.
 * @throws OauthError when it is not `application/x-www-form-urlencoded`
 */
export async function readForm(exchange: Exchange): Promise<URLSearchParams> {
  const text = await exchange.text();
  const type = exchange.request.headers['content-type'] ?? '';
  if (text !== '' && !/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new OauthError(400, 'invalid_request', 'Content-Type must be application/x-www-form-urlencoded.');
  }
  return new URLSearchParams(text);
}

/** One required form field. @throws OauthError */
export function requireField(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new OauthError(400, 'invalid_request', `Missing required parameter: ${name}`);
  return value;
}
