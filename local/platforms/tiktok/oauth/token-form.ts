import type { Exchange } from '../../platform.ts';
import type { Tiktok } from '../tiktok.ts';
import type { TiktokApp } from '../tiktok-apps.ts';
import { TiktokOauthError } from './tiktok-oauth-error.ts';

/**
 * Reads a form and the app that sends it.
 * @throws TiktokOauthError `invalid_request` or `invalid_client`
 */
export async function readAppForm(
  tiktok: Tiktok,
  exchange: Exchange,
): Promise<{ app: TiktokApp; form: URLSearchParams }> {
  const type = exchange.request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new TiktokOauthError('invalid_request', 'Only `application/x-www-form-urlencoded` is supported.');
  }
  const form = new URLSearchParams(await exchange.text());
  const app = tiktok.findApp(requireField(form, 'client_key'));
  if (!app || app.clientSecret !== requireField(form, 'client_secret')) {
    throw new TiktokOauthError('invalid_client', 'Client key or secret is incorrect.', 401);
  }
  return { app, form };
}

/** One required form field. @throws TiktokOauthError */
export function requireField(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new TiktokOauthError('invalid_request', `Param error: ${name} is required.`);
  return value;
}
