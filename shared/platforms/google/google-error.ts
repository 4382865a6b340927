import * as z from 'zod';
import type { PlatformAnswer } from '../send.ts';

/** @see https://developers.google.com/youtube/v3/docs/errors */
const ApiError = z.object({
  error: z.object({
    message: z.string().default(''),
    errors: z.array(z.object({ reason: z.string(), domain: z.string().optional() })).default([]),
    status: z.string().optional(),
  }),
});

/** The token endpoint answers flat errors. @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const OAuthError = z.object({ error: z.string(), error_description: z.string().default('') });

/** What an error answer of Google says. */
export interface GoogleError {
  readonly status: number;
  /** Google's own word for it; empty when the body says nothing. */
  readonly reason: string;
  readonly message: string;
  readonly retryAfterSeconds: number | undefined;
}

/** Reads an error answer of any shape; a page of a proxy or an empty body is one without a reason. */
export function parseGoogleError(answer: PlatformAnswer, now: number): GoogleError {
  const retryAfterSeconds = parseRetryAfter(answer.headers['retry-after'], now);
  const body = parseJson(answer.text);
  const api = ApiError.safeParse(body);
  if (api.success) {
    const { errors, message, status } = api.data.error;
    return { status: answer.status, reason: errors[0]?.reason ?? status ?? '', message, retryAfterSeconds };
  }
  const oauth = OAuthError.safeParse(body);
  if (oauth.success) {
    const { error, error_description } = oauth.data;
    return { status: answer.status, reason: error, message: error_description, retryAfterSeconds };
  }
  return { status: answer.status, reason: '', message: '', retryAfterSeconds };
}

/** JSON of unknown shape; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds from now; the header is either a number of seconds or an HTTP date. */
function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}
